import { IntegrationEventsError } from './integration-events-error.ts'

const code = 'HANDLER_TIMEOUT'

/** A handler was not done within its `timeout`. */
export class HandlerTimeoutError extends IntegrationEventsError {
  /** The event's topic. */
  readonly topic: string
  /** Who was to handle it. */
  readonly consumer: string
  /** Milliseconds. */
  readonly timeout: number

  constructor(options: {
    readonly topic: string
    readonly consumer: string
    /** Milliseconds. */
    readonly timeout: number
    readonly cause?: unknown
  }) {
    super({
      ...options,
      code,
      message:
        `the handler '${options.consumer}' of '${options.topic}' was not done within its timeout of ${options.timeout} ms. ` +
        'Pass its signal to what it waits for, or give it more time.',
    })
    this.topic = options.topic
    this.consumer = options.consumer
    this.timeout = options.timeout
  }

  static override isInstance(error: unknown): error is HandlerTimeoutError {
    return IntegrationEventsError.isInstance(error) && error.code === code
  }
}
