import { IntegrationEventsError } from './integration-events-error.ts'

const code = 'PUBLISH_ABANDONED'

/** A call of the publisher had not ended when the deadline of `stop()` passed. */
export class PublishAbandonedError extends IntegrationEventsError {
  constructor(options: {
    readonly publisher: string
    readonly topic: string
    readonly cause?: unknown
  }) {
    super({
      ...options,
      code,
      message:
        `publisher '${options.publisher}' had not answered for topic '${options.topic}' when the ` +
        'deadline of stop() passed. The events may have arrived; they are sent again with the same ' +
        'ids. Give stop() a longer timeout if this happens often.',
    })
  }

  static override isInstance(error: unknown): error is PublishAbandonedError {
    return IntegrationEventsError.isInstance(error) && error.code === code
  }
}
