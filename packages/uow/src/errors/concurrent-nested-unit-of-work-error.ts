import { hasCode, UnitOfWorkError } from './unit-of-work-error.ts'

const code = 'UOW_CONCURRENT_NESTED'

/**
 * Two nested units were to be open on one frame at once. Savepoints are a stack: the rollback of
 * one would undo what the other has done.
 */
export class ConcurrentNestedUnitOfWorkError extends UnitOfWorkError {
  constructor() {
    super({
      code,
      message:
        'Another nested unit of work is still open on this frame. Await each nested run before the ' +
        'next one starts (no Promise.all over nested runs), or nest the one inside the other.',
    })
  }

  /** Whether `error` is a `ConcurrentNestedUnitOfWorkError`. */
  static override isInstance(error: unknown): error is ConcurrentNestedUnitOfWorkError {
    return hasCode(error, code)
  }
}
