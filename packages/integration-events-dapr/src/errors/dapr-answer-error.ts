import { IntegrationEventsError } from 'integration-events'

const code = 'DAPR_ANSWER'

/** Dapr did not take an event, or a call. */
export class DaprAnswerError extends IntegrationEventsError {
  /** The status of the answer, for example 500. */
  readonly status: number
  /** Dapr's own code, for example `ERR_PUBSUB_PUBLISH_MESSAGE`; null where it gave none. */
  readonly errorCode: string | null

  constructor(options: {
    readonly status: number
    readonly errorCode: string | null
    readonly detail: string
  }) {
    const { detail, errorCode, status } = options
    super({
      code,
      message: `Dapr answered ${status}${errorCode === null ? '' : ` ${errorCode}`}: ${detail}`,
    })
    this.status = status
    this.errorCode = errorCode
  }

  static override isInstance(error: unknown): error is DaprAnswerError {
    return IntegrationEventsError.isInstance(error) && error.code === code
  }
}
