import { IntegrationEventsError } from './integration-events-error.ts'

const code = 'SUBSCRIPTION'

/** A handler cannot be registered. */
export class SubscriptionError extends IntegrationEventsError {
  /** The topic of the handler's event. */
  readonly topic: string

  constructor(options: {
    readonly topic: string
    /** What is wrong, and what to do, as a sentence. */
    readonly problem: string
    readonly cause?: unknown
  }) {
    super({
      ...options,
      code,
      message: `the handler of '${options.topic}' was not registered: ${options.problem}`,
    })
    this.topic = options.topic
  }

  static override isInstance(error: unknown): error is SubscriptionError {
    return IntegrationEventsError.isInstance(error) && error.code === code
  }
}
