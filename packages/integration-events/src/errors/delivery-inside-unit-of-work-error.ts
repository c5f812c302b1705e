import { IntegrationEventsError } from './integration-events-error.ts'

const code = 'DELIVERY_INSIDE_UNIT_OF_WORK'

/** An event was handed to a handler with an inbox inside of a unit of work. If that were rolled back later, an event that was acknowledged would never have been handled. */
export class DeliveryInsideUnitOfWorkError extends IntegrationEventsError {
  /** The event's topic. */
  readonly topic: string
  /** Who was to handle it. */
  readonly consumer: string

  constructor(options: {
    readonly topic: string
    readonly consumer: string
    readonly cause?: unknown
  }) {
    super({
      ...options,
      code,
      message:
        `an event of '${options.topic}' was handed to the handler '${options.consumer}' inside of a unit of work. ` +
        'It begins one of its own: call handle() outside of unitOfWork.run(...).',
    })
    this.topic = options.topic
    this.consumer = options.consumer
  }

  static override isInstance(error: unknown): error is DeliveryInsideUnitOfWorkError {
    return IntegrationEventsError.isInstance(error) && error.code === code
  }
}
