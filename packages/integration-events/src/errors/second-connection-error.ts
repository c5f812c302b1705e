import { IntegrationEventsError } from './integration-events-error.ts'

const code = 'SECOND_CONNECTION'

/**
 * On SQLite, the event log was given a connection of its own. SQLite has one writer: the log would
 * wait for the unit of work's transaction, in the same process, forever.
 */
export class SecondConnectionError extends IntegrationEventsError {
  /** The name of the log, or of the inbox, for example `kysely`. */
  readonly eventLog: string
  /** The provider of the unit of work, for example `kysely`. */
  readonly unitOfWork: string

  constructor(options: {
    readonly eventLog: string
    /** What `eventLog` names. Default 'event log'. */
    readonly store?: 'event log' | 'inbox'
    readonly unitOfWork: string
    readonly cause?: unknown
  }) {
    const store = options.store ?? 'event log'
    super({
      ...options,
      code,
      message:
        `the ${store} '${options.eventLog}' has a SQLite connection of its own, besides the one of the unit of work '${options.unitOfWork}'. ` +
        'SQLite has one writer, so that they would block each other: give both the same client object, ' +
        'or leave its own out, so that it works through the unit of work.',
    })
    this.eventLog = options.eventLog
    this.unitOfWork = options.unitOfWork
  }

  static override isInstance(error: unknown): error is SecondConnectionError {
    return IntegrationEventsError.isInstance(error) && error.code === code
  }
}
