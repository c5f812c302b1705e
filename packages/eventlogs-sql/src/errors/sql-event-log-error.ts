const marker = Symbol.for('eventlogs-sql.SqlEventLogError')

/** What every error of this package is made from. */
export interface SqlEventLogErrorOptions {
  /** Stable across releases. */
  readonly code: string
  /** What happened, and what to do. */
  readonly message: string
  /** What led to it, kept as `cause`. Default: none. */
  readonly cause?: unknown
}

/**
 * The base of the errors that only an event log in an SQL database has. Tell them apart by `code`
 * or by each class's `isInstance`, which also recognises errors that another copy of this package
 * threw. The errors that every event log has come from `integration-events`.
 */
export class SqlEventLogError extends Error {
  /** Stable across releases. */
  readonly code: string

  constructor({ code, message, cause }: SqlEventLogErrorOptions) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = new.target.name
    this.code = code
    Object.defineProperty(this, marker, { value: true })
  }

  /** Whether `error` is one of this package's errors. */
  static isInstance(error: unknown): error is SqlEventLogError {
    return error instanceof Error && marker in error
  }
}

/** Whether `error` is one of this package's errors with this code, from whichever copy of it. */
export function hasCode(error: unknown, code: string): boolean {
  return SqlEventLogError.isInstance(error) && error.code === code
}
