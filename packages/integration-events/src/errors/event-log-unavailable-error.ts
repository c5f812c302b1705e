import { IntegrationEventsError } from './integration-events-error.ts'

const code = 'EVENT_LOG_UNAVAILABLE'

/** The event log could not be reached: the database is down, or refuses the connection. */
export class EventLogUnavailableError extends IntegrationEventsError {
  /** The log's name, for example `kysely`. */
  readonly eventLog: string

  constructor(options: { readonly eventLog: string; readonly cause?: unknown }) {
    const reason = options.cause instanceof Error ? ` (${options.cause.message})` : ''
    super({
      ...options,
      code,
      message:
        `the event log '${options.eventLog}' could not be reached${reason}. ` +
        'Nothing was started; check that the database is up, and call start() again.',
    })
    this.eventLog = options.eventLog
  }

  static override isInstance(error: unknown): error is EventLogUnavailableError {
    return IntegrationEventsError.isInstance(error) && error.code === code
  }
}
