import { hasCode, UnitOfWorkError } from './unit-of-work-error.ts'

const code = 'UOW_UNFINISHED_NESTED'

/**
 * A frame was to end, or to save its changes, while a nested unit was still open on it: somebody
 * did not await the nested run. A frame that was to end is rolled back.
 */
export class UnfinishedNestedUnitOfWorkError extends UnitOfWorkError {
  constructor() {
    super({
      code,
      message:
        'A nested unit of work was still open when the one around it came to its end. Await the ' +
        'nested run.',
    })
  }

  /** Whether `error` is an `UnfinishedNestedUnitOfWorkError`. */
  static override isInstance(error: unknown): error is UnfinishedNestedUnitOfWorkError {
    return hasCode(error, code)
  }
}
