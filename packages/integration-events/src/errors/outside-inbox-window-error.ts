import { IntegrationEventsError } from './integration-events-error.ts'

const code = 'OUTSIDE_INBOX_WINDOW'

/** An event is older than the inbox remembers, so that nobody knows whether it was handled: it goes to the dead letters. */
export class OutsideInboxWindowError extends IntegrationEventsError {
  /** The event's topic. */
  readonly topic: string
  /** The event's id. */
  readonly id: string
  /** Who was to handle it. */
  readonly consumer: string
  /** The later of its time and its delivery date, in epoch milliseconds. */
  readonly date: number
  /** The inbox's `inboxExpireDate`, in milliseconds. */
  readonly window: number

  constructor(options: {
    readonly topic: string
    /** The event's id. */
    readonly id: string
    readonly consumer: string
    /** The later of its time and its delivery date, in epoch milliseconds. */
    readonly date: number
    /** The inbox's `inboxExpireDate`, in milliseconds. */
    readonly window: number
    readonly cause?: unknown
  }) {
    super({
      ...options,
      code,
      message:
        `the event ${options.id} of '${options.topic}' for '${options.consumer}' is of ${new Date(options.date).toISOString()}, and the inbox remembers only ${options.window} ms. ` +
        "Raise inboxExpireDate, or set onOutsideInboxWindow to 'process' if handling it twice does no harm.",
    })
    this.topic = options.topic
    this.id = options.id
    this.consumer = options.consumer
    this.date = options.date
    this.window = options.window
  }

  static override isInstance(error: unknown): error is OutsideInboxWindowError {
    return IntegrationEventsError.isInstance(error) && error.code === code
  }
}
