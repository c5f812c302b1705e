import { IntegrationEventsError } from './integration-events-error.ts'

const code = 'INBOX_TABLES_MISSING'

/** The inbox's table does not exist (in this database, schema, or under this prefix). */
export class InboxTablesMissingError extends IntegrationEventsError {
  /** The inbox's name, for example `kysely`. */
  readonly inbox: string

  constructor(options: {
    readonly inbox: string
    /** What was looked for. */
    readonly missing: string
    /** What to do, as a sentence: how its migrations are run. */
    readonly remedy: string
    readonly cause?: unknown
  }) {
    super({
      ...options,
      code,
      message: `the tables of the inbox '${options.inbox}' are missing: ${options.missing} not found. ${options.remedy}`,
    })
    this.inbox = options.inbox
  }

  static override isInstance(error: unknown): error is InboxTablesMissingError {
    return IntegrationEventsError.isInstance(error) && error.code === code
  }
}
