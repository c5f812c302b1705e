import { IntegrationEventsError, type IntegrationEventsErrorOptions } from 'integration-events'

const marker = Symbol.for('eventlogs-sql.SqlEventLogError')

/**
 * The base of the errors that only an event log in an SQL database has; each is an
 * `IntegrationEventsError`, too. Tell them apart by `code` or by each class's `isInstance`, which also
 * recognises errors that another copy of this package threw.
 */
export class SqlEventLogError extends IntegrationEventsError {
  constructor(options: IntegrationEventsErrorOptions) {
    super(options)
    Object.defineProperty(this, marker, { value: true })
  }

  /** Whether `error` is one of this package's errors. */
  static override isInstance(error: unknown): error is SqlEventLogError {
    return error instanceof Error && marker in error
  }
}

/** Whether `error` is one of this package's errors with this code, from whichever copy of it. */
export function hasCode(error: unknown, code: string): boolean {
  return SqlEventLogError.isInstance(error) && error.code === code
}
