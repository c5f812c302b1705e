import { hasCode, UnitOfWorkError } from './unit-of-work-error.ts'

const code = 'UOW_DATABASE_BUSY'

/**
 * Somebody else held a lock of the database longer than it may be waited for (SQLite's
 * `busy_timeout`). Nothing was done, or everything was rolled back: the unit can be repeated.
 */
export class DatabaseBusyError extends UnitOfWorkError {
  constructor(options: {
    readonly provider: string
    readonly during: 'begin' | 'commit'
    readonly cause?: unknown
  }) {
    super({
      code,
      message:
        `The database stayed locked by another connection (${options.provider}, at ` +
        `${options.during}). Nothing was changed: repeat the unit of work. If it happens often, ` +
        'keep transactions short, raise `busy_timeout`, and use WAL mode.',
      cause: options.cause,
    })
  }

  /** Whether `error` is a `DatabaseBusyError`. */
  static override isInstance(error: unknown): error is DatabaseBusyError {
    return hasCode(error, code)
  }
}
