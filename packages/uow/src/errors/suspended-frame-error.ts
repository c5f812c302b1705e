import { hasCode, UnitOfWorkError } from './unit-of-work-error.ts'

const code = 'UOW_SUSPENDED_FRAME'

/**
 * A statement was sent through a frame while a nested unit was open on it, from outside of that
 * nested unit. It would have run inside the savepoint and been undone with it, unnoticed.
 */
export class SuspendedFrameError extends UnitOfWorkError {
  constructor() {
    super({
      code,
      message:
        'A nested unit of work is open on this frame, and this statement was sent from outside of ' +
        'it. Await the nested run first, or send the statement inside of it.',
    })
  }

  /** Whether `error` is a `SuspendedFrameError`. */
  static override isInstance(error: unknown): error is SuspendedFrameError {
    return hasCode(error, code)
  }
}
