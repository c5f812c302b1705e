import { IntegrationEventsError } from './integration-events-error.ts'

const code = 'PUBLISH_TIMEOUT'

/** A call of the publisher did not end within `publishTimeout`: the events may have arrived. */
export class PublishTimeoutError extends IntegrationEventsError {
  constructor(options: {
    readonly publisher: string
    readonly topic: string
    /** Milliseconds. */
    readonly publishTimeout: number
    readonly cause?: unknown
  }) {
    super({
      ...options,
      code,
      message:
        `publisher '${options.publisher}' did not answer for topic '${options.topic}' within ` +
        `${options.publishTimeout} ms. The events may have arrived; they are sent again with the ` +
        'same ids. Raise publishTimeout if the broker needs longer.',
    })
  }

  static override isInstance(error: unknown): error is PublishTimeoutError {
    return IntegrationEventsError.isInstance(error) && error.code === code
  }
}
