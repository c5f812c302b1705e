import { IntegrationEventsError } from './integration-events-error.ts'

const code = 'CONCURRENT_DELIVERY'

/**
 * Another delivery of the same event was being handled: with an inbox, all the time that this one waited
 * for it; without, as often as `retry.maxAttempts` allows.
 */
export class ConcurrentDeliveryError extends IntegrationEventsError {
  /** The event's topic. */
  readonly topic: string
  /** The event's id. */
  readonly id: string
  /** Who was to handle it. */
  readonly consumer: string

  constructor(options: {
    readonly topic: string
    /** The event's id. */
    readonly id: string
    readonly consumer: string
    readonly cause?: unknown
  }) {
    super({
      ...options,
      code,
      message:
        `the event ${options.id} of '${options.topic}' is being handled for '${options.consumer}' by another delivery at this moment. ` +
        'It has to be delivered again later; an inbox acknowledges it then, if the other one has succeeded.',
    })
    this.topic = options.topic
    this.id = options.id
    this.consumer = options.consumer
  }

  static override isInstance(error: unknown): error is ConcurrentDeliveryError {
    return IntegrationEventsError.isInstance(error) && error.code === code
  }
}
