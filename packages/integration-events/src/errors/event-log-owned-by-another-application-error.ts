import { IntegrationEventsError } from './integration-events-error.ts'

const code = 'EVENT_LOG_OWNED_BY_ANOTHER_APPLICATION'

/** Another application uses this event log: it would send our events, and we its. */
export class EventLogOwnedByAnotherApplicationError extends IntegrationEventsError {
  /** The log's name, for example `kysely`. */
  readonly eventLog: string
  /** The source of the application that owns the log. */
  readonly owner: string
  /** The source of the application that was refused. */
  readonly source: string

  constructor(options: {
    readonly eventLog: string
    readonly owner: string
    readonly source: string
    readonly cause?: unknown
  }) {
    super({
      ...options,
      code,
      message:
        `the event log '${options.eventLog}' belongs to the application '${options.owner}', and this one is '${options.source}'. ` +
        'Give each application a schema or a table prefix of its own; ' +
        `if both are the same application, set the option 'source' to '${options.owner}'.`,
    })
    this.eventLog = options.eventLog
    this.owner = options.owner
    this.source = options.source
  }

  static override isInstance(error: unknown): error is EventLogOwnedByAnotherApplicationError {
    return IntegrationEventsError.isInstance(error) && error.code === code
  }
}
