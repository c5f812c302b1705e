import { IntegrationEventsError } from './integration-events-error.ts'

const code = 'PUBLISHER_ANSWER'

/** A publisher's answer does not say what became of the events. */
export class PublisherAnswerError extends IntegrationEventsError {
  constructor(options: {
    readonly publisher: string
    /** What is wrong with it, in words. */
    readonly problem: string
    readonly cause?: unknown
  }) {
    super({
      ...options,
      code,
      message:
        `publisher '${options.publisher}' answered ${options.problem}. The events concerned count ` +
        'as unknown and are sent again; fix the publisher: one outcome per event, in order.',
    })
  }

  static override isInstance(error: unknown): error is PublisherAnswerError {
    return IntegrationEventsError.isInstance(error) && error.code === code
  }
}
