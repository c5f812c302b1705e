import type { PublishOutcome } from 'integration-events'
import { DaprAnswerError } from '../../errors/index.ts'
import type { SidecarAnswer } from '../sidecar/sidecar.ts'

/** What Dapr says about a call that it did not take, in JSON; a proxy before it may say anything. */
export interface DaprProblem {
  readonly errorCode: string | null
  readonly detail: string
  readonly failedEntries: readonly FailedEntry[] | undefined
}

export interface FailedEntry {
  readonly entryId: string
  readonly error?: string
}

/** What became of one event, by the answer to its own call. */
export function outcomeOfAnswer(answer: SidecarAnswer): PublishOutcome {
  const { status } = answer
  if (status >= 200 && status < 300) return { status: 'accepted' }
  const { detail, errorCode } = problemIn(answer)
  return {
    status: kindOf(status, errorCode, detail),
    error: new DaprAnswerError({ status, errorCode, detail }),
  }
}

export function problemIn({ body, status }: SidecarAnswer): DaprProblem {
  try {
    const { errorCode, failedEntries, message } = JSON.parse(body) as Record<string, unknown>
    return {
      errorCode: typeof errorCode === 'string' ? errorCode : null,
      detail: typeof message === 'string' ? message : body,
      failedEntries: Array.isArray(failedEntries)
        ? (failedEntries as readonly FailedEntry[])
        : undefined,
    }
  } catch {
    return {
      errorCode: null,
      detail: body === '' ? `status ${status}` : body,
      failedEntries: undefined,
    }
  }
}

/** The component or topic is not there, or not for this application. */
const misconfigured: ReadonlySet<string | null> = new Set([
  'ERR_PUBSUB_NOT_FOUND',
  'ERR_PUBSUB_NOT_CONFIGURED',
  'ERR_PUBSUB_EMPTY',
  'ERR_PUBSUB_FORBIDDEN',
  'ERR_TOPIC_NAME_EMPTY',
])

function kindOf(
  status: number,
  errorCode: string | null,
  detail: string,
): 'transient' | 'permanent' | 'configuration' {
  if (misconfigured.has(errorCode) || [401, 403, 404].includes(status)) return 'configuration'
  // A 500 all the same: a body that is no CloudEvent, or larger than the sidecar takes.
  if (errorCode === 'ERR_PUBSUB_CLOUD_EVENTS_SER') return 'permanent'
  if (/stream too large|body size exceeds/i.test(detail)) return 'permanent'
  return status >= 500 || status === 408 || status === 429 ? 'transient' : 'permanent'
}
