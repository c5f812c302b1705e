import { hasCode, UnitOfWorkError } from './unit-of-work-error.ts'

const code = 'UOW_NO_DATABASE'

/** SQL was sent through a unit of work that has no database: `inMemoryUnitOfWork()`. */
export class NoDatabaseError extends UnitOfWorkError {
  constructor() {
    super({
      code,
      message:
        'inMemoryUnitOfWork() has no database to send SQL to. Use an in-memory event log with it, ' +
        'or a unit of work over a real database.',
    })
  }

  /** Whether `error` is a `NoDatabaseError`. */
  static override isInstance(error: unknown): error is NoDatabaseError {
    return hasCode(error, code)
  }
}
