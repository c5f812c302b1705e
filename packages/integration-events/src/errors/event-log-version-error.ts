import { IntegrationEventsError } from './integration-events-error.ts'

const code = 'EVENT_LOG_VERSION'

/** The event log's tables are of a version that this release does not work with. */
export class EventLogVersionError extends IntegrationEventsError {
  /** The log's name, for example `kysely`. */
  readonly eventLog: string
  /** The version of the tables. */
  readonly found: number
  /** The version that this release works with. */
  readonly expected: number

  constructor(options: {
    readonly eventLog: string
    readonly found: number
    readonly expected: number
    /** How this log's migrations are run, as a sentence. */
    readonly remedy: string
    readonly cause?: unknown
  }) {
    super({
      ...options,
      code,
      message:
        `the tables of the event log '${options.eventLog}' have version ${options.found}, this release works with version ${options.expected}. ` +
        (options.found < options.expected
          ? options.remedy
          : 'A newer release has migrated them: update this application.'),
    })
    this.eventLog = options.eventLog
    this.found = options.found
    this.expected = options.expected
  }

  static override isInstance(error: unknown): error is EventLogVersionError {
    return IntegrationEventsError.isInstance(error) && error.code === code
  }
}
