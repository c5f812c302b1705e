import type { Answer } from './answer.ts'

export interface DaprErrorOptions {
  readonly status: number
  readonly errorCode: string
  /** The reason in the details, without its prefix `DAPR_PUBSUB_`. */
  readonly reason: string
  readonly message: string
  readonly metadata: Readonly<Record<string, string>>
  /** Names the component in the details; undefined: it is not named. */
  readonly pubsubName?: string
}

/** An error that daprd answers a request with. */
export class DaprError extends Error {
  readonly #options: DaprErrorOptions

  constructor(options: DaprErrorOptions) {
    super(options.message)
    this.name = 'DaprError'
    this.#options = options
  }

  get answer(): Answer {
    const { status, errorCode, message, metadata, pubsubName, reason } = this.#options
    const info = {
      '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
      domain: 'dapr.io',
      metadata,
      reason: `DAPR_PUBSUB_${reason}`,
    }
    const resource = {
      '@type': 'type.googleapis.com/google.rpc.ResourceInfo',
      description: message,
      owner: '',
      resource_name: pubsubName,
      resource_type: 'pubsub',
    }
    const details = pubsubName === undefined ? [info] : [resource, info]
    return {
      status,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ errorCode, message, details }),
    }
  }
}
