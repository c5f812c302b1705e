import { hasCode, SqlEventLogError } from './sql-event-log-error.ts'

const code = 'EVENT_LOG_NOT_OPEN'

/** The event log, or the inbox, was used before `open` told it which database its unit of work is on. */
export class EventLogNotOpenError extends SqlEventLogError {
  constructor(options: {
    readonly name: string
    /** What `name` names. Default 'event log'. */
    readonly store?: 'event log' | 'inbox'
  }) {
    const { name, store = 'event log' } = options
    super({
      code,
      message:
        `The ${store} (${name}) is not open yet, so it does not know its database. ` +
        (store === 'inbox'
          ? 'Call `open({ unitOfWork })` first. Only `record` works without.'
          : 'Start the bus, or call `open({ unitOfWork, source })` first. Only `append` works without.'),
    })
  }

  /** Whether `error` is an `EventLogNotOpenError`. */
  static override isInstance(error: unknown): error is EventLogNotOpenError {
    return hasCode(error, code)
  }
}
