import type { PublishOutcome } from 'integration-events'
import { outcomeOfAnswer } from '../publish/outcome-of-answer.ts'
import { wasNeverSent } from '../sidecar/sidecar.ts'

/**
 * What a failure means that the SDK (3.18) answers with or throws: over HTTP an error whose message is
 * JSON with the answer's status and body, over gRPC one of Connect with a code, else what its
 * transport met.
 */
export function outcomeOfClientFailure(error: unknown): PublishOutcome {
  const answer = answerIn(error)
  if (answer !== undefined) return outcomeOfAnswer(answer)
  const { code, message } = partsOf(error)
  if (typeof code === 'number') return { status: kindOfGrpc(code, message), error }
  const isDown = wasNeverSent(error) || /ECONNREFUSED|SIDECAR_COULD_NOT_BE_STARTED/.test(message)
  return { status: isDown ? 'transient' : 'unknown', error }
}

function answerIn(error: unknown): { readonly status: number; readonly body: string } | undefined {
  try {
    const { error_msg: body, status } = JSON.parse(partsOf(error).message) as {
      readonly error_msg?: unknown
      readonly status?: unknown
    }
    return typeof status === 'number' && typeof body === 'string' ? { status, body } : undefined
  } catch {
    return undefined
  }
}

/** The codes of gRPC. */
const grpc = {
  invalidArgument: 3,
  notFound: 5,
  permissionDenied: 7,
  resourceExhausted: 8,
  failedPrecondition: 9,
  internal: 13,
  unauthenticated: 16,
} as const

function kindOfGrpc(code: number, message: string): Exclude<PublishOutcome['status'], 'accepted'> {
  switch (code) {
    case grpc.notFound:
    case grpc.permissionDenied:
    case grpc.failedPrecondition:
    case grpc.unauthenticated:
      return 'configuration'
    case grpc.invalidArgument:
      // The component that is missing has no code of its own.
      return /pubsub .* is not (found|configured)/.test(message) ? 'configuration' : 'permanent'
    case grpc.resourceExhausted:
      return 'permanent'
    case grpc.internal:
      return /too large/.test(message) ? 'permanent' : 'transient'
    default:
      return /ECONNREFUSED/.test(message) ? 'transient' : 'unknown'
  }
}

function partsOf(error: unknown): { readonly code: unknown; readonly message: string } {
  if (typeof error !== 'object' || error === null)
    return { code: undefined, message: String(error) }
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown }
  return { code, message: typeof message === 'string' ? message : '' }
}
