import { describeValue } from './describe-value.ts'
import { IntegrationEventsError } from './integration-events-error.ts'

const code = 'INVALID_TOPIC'

/** An event's topic is empty, or no broker could take it. */
export class InvalidTopicError extends IntegrationEventsError {
  /** What stands in place of a topic. */
  readonly received: unknown

  constructor(options: {
    readonly received: unknown
    /** The class that has the topic, if it is one. */
    readonly eventClass?: string
    readonly cause?: unknown
  }) {
    const owner =
      options.eventClass === undefined ? '' : ` of the event class ${options.eventClass}`
    super({
      ...options,
      code,
      message:
        `the topic${owner} is ${describeValue(options.received)}; ` +
        'allowed: a string that is not empty, without white space around it and without control characters.',
    })
    this.received = options.received
  }

  static override isInstance(error: unknown): error is InvalidTopicError {
    return IntegrationEventsError.isInstance(error) && error.code === code
  }
}
