import { hasCode, UnitOfWorkError } from './unit-of-work-error.ts'

const code = 'UOW_TIMEOUT'

/** A unit of work was not finished within its `timeout`, and was rolled back. */
export class UnitOfWorkTimeoutError extends UnitOfWorkError {
  /** In milliseconds. */
  readonly timeout: number

  constructor(options: { readonly timeout: number }) {
    super({
      code,
      message:
        `This unit of work was not finished within its timeout of ${options.timeout} ms, and was ` +
        'rolled back. Finish it earlier, give it a longer `timeout`, or see what it waited for ' +
        '(on a database with a single connection: the outer client, used inside of it).',
    })
    this.timeout = options.timeout
  }

  /** Whether `error` is a `UnitOfWorkTimeoutError`. */
  static override isInstance(error: unknown): error is UnitOfWorkTimeoutError {
    return hasCode(error, code)
  }
}
