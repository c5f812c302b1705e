import { IntegrationEventsError } from './integration-events-error.ts'

const code = 'HANDLER_ATTEMPTS'

/** A handler has failed at an event as often as it may: the event is given up, and goes to the dead letters. */
export class HandlerAttemptsError extends IntegrationEventsError {
  /** The event's topic. */
  readonly topic: string
  /** Who was to handle it. */
  readonly consumer: string
  /** Runs that have begun; without a `cause`, the last one ended with its process. */
  readonly attempts: number

  constructor(options: {
    readonly topic: string
    readonly consumer: string
    /** Runs that have begun; without a `cause`, the last one ended with its process. */
    readonly attempts: number
    readonly cause?: unknown
  }) {
    super({
      ...options,
      code,
      message:
        `the handler '${options.consumer}' of '${options.topic}' has tried ${options.attempts} times, as often as its retry.maxAttempts allows. ` +
        'The event is given up; replay it once the handler is mended.',
    })
    this.topic = options.topic
    this.consumer = options.consumer
    this.attempts = options.attempts
  }

  static override isInstance(error: unknown): error is HandlerAttemptsError {
    return IntegrationEventsError.isInstance(error) && error.code === code
  }
}
