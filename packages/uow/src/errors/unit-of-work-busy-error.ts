import { hasCode, UnitOfWorkError } from './unit-of-work-error.ts'

const code = 'UOW_BUSY'

/**
 * `saveChanges`, `commit` or `rollback` was called while another one of them was under way on the
 * same handle, for example inside a before-commit hook, where waiting would never end.
 */
export class UnitOfWorkBusyError extends UnitOfWorkError {
  constructor(options: { readonly called: string; readonly running: string }) {
    super({
      code,
      message:
        `${options.called}() was called while ${options.running}() is under way on the same unit ` +
        'of work. Await the one before the other, and call neither inside a before-commit hook: ' +
        'throw there to roll back.',
    })
  }

  /** Whether `error` is a `UnitOfWorkBusyError`. */
  static override isInstance(error: unknown): error is UnitOfWorkBusyError {
    return hasCode(error, code)
  }
}
