import { IntegrationEventsError } from './integration-events-error.ts'

const code = 'DIFFERENT_DATABASES'

/**
 * The unit of work and the event log reach two databases (or two schemas), so that rows and events
 * could not commit together.
 */
export class DifferentDatabasesError extends IntegrationEventsError {
  /** The name of the log, or of the inbox, for example `kysely`. */
  readonly eventLog: string
  /** The provider of the unit of work, for example `prisma`. */
  readonly unitOfWork: string

  constructor(options: {
    readonly eventLog: string
    /** What `eventLog` names. Default 'event log'. */
    readonly store?: 'event log' | 'inbox'
    readonly unitOfWork: string
    /** What was found on either side, as a sentence. */
    readonly detail?: string
    readonly cause?: unknown
  }) {
    const detail = options.detail === undefined ? '' : ` ${options.detail}`
    const store = options.store ?? 'event log'
    super({
      ...options,
      code,
      message:
        `the unit of work '${options.unitOfWork}' and the ${store} '${options.eventLog}' do not reach the same tables.${detail} ` +
        'Rows and events can commit together only in one database: give both the same database, schema and search path.',
    })
    this.eventLog = options.eventLog
    this.unitOfWork = options.unitOfWork
  }

  static override isInstance(error: unknown): error is DifferentDatabasesError {
    return IntegrationEventsError.isInstance(error) && error.code === code
  }
}
