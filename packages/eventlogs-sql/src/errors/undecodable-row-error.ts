import { hasCode, SqlEventLogError } from './sql-event-log-error.ts'

const code = 'EVENT_LOG_UNDECODABLE_ROW'

/** A row of the event log does not hold an event: somebody else changed or wrote it. */
export class UndecodableRowError extends SqlEventLogError {
  /** The row's place in the log. */
  readonly sequence: number

  constructor(options: {
    readonly sequence: number
    readonly reason: string
    readonly cause?: unknown
  }) {
    super({
      code,
      message:
        `Row ${options.sequence} of the event log cannot be read: ${options.reason}. Repair the row ` +
        'and replay it, or discard it.',
      cause: options.cause,
    })
    this.sequence = options.sequence
  }

  /** Whether `error` is an `UndecodableRowError`. */
  static override isInstance(error: unknown): error is UndecodableRowError {
    return hasCode(error, code)
  }
}
