import { hasCode, SqlEventLogError } from './sql-event-log-error.ts'

const code = 'EVENT_LOG_OPTION'

/** An option of the event log, or an argument of one of its methods, has a value it can't have. */
export class EventLogOptionError extends SqlEventLogError {
  /** The name of the option, or of the argument. */
  readonly option: string
  /** What was given. */
  readonly received: unknown

  constructor(options: {
    readonly option: string
    readonly received: unknown
    readonly allowed: string
  }) {
    super({
      code,
      message: `The event log's ${options.option} is ${options.allowed}, but it was given ${print(options.received)}.`,
    })
    this.option = options.option
    this.received = options.received
  }

  /** Whether `error` is an `EventLogOptionError`. */
  static override isInstance(error: unknown): error is EventLogOptionError {
    return hasCode(error, code)
  }
}

function print(value: unknown): string {
  if (typeof value === 'function') return 'a function'
  try {
    return JSON.stringify(value) ?? String(value)
  } catch {
    return String(value)
  }
}
