import { IntegrationEventsError } from './integration-events-error.ts'

const code = 'EVENT_LOG_TIMEOUT'

/** The event log did not answer in time: the database hangs, or the connection is dead. */
export class EventLogTimeoutError extends IntegrationEventsError {
  constructor(options: {
    /** What was asked of the log, for example `settle`. */
    readonly operation: string
    /** Milliseconds. */
    readonly timeout: number
    readonly cause?: unknown
  }) {
    super({
      ...options,
      code,
      message:
        `the event log did not answer '${options.operation}' within ${options.timeout} ms. It is ` +
        'asked again; if this stays, look for locks, an exhausted connection pool or a dead connection.',
    })
  }

  static override isInstance(error: unknown): error is EventLogTimeoutError {
    return IntegrationEventsError.isInstance(error) && error.code === code
  }
}
