import { IntegrationEventsError } from './integration-events-error.ts'

const code = 'EVENT_LOG_TABLES_MISSING'

/** The event log's tables do not exist (in this database, schema, or under this prefix). */
export class EventLogTablesMissingError extends IntegrationEventsError {
  /** The log's name, for example `kysely`. */
  readonly eventLog: string

  constructor(options: {
    readonly eventLog: string
    /** What was looked for, for example `table "integration_event_log" in schema "public"`. */
    readonly missing: string
    /** What to do, as a sentence: how this log's migrations are run. */
    readonly remedy: string
    readonly cause?: unknown
  }) {
    super({
      ...options,
      code,
      message: `the tables of the event log '${options.eventLog}' are missing: ${options.missing} not found. ${options.remedy}`,
    })
    this.eventLog = options.eventLog
  }

  static override isInstance(error: unknown): error is EventLogTablesMissingError {
    return IntegrationEventsError.isInstance(error) && error.code === code
  }
}
