import { hasCode, UnitOfWorkError } from './unit-of-work-error.ts'

const code = 'UOW_TRANSACTION_ABORTED'

/**
 * A statement failed inside the transaction and its error was swallowed, so that the database had
 * given the transaction up: COMMIT would have committed nothing. Everything was rolled back.
 * `cause` is the first failure, where it is known.
 */
export class TransactionAbortedError extends UnitOfWorkError {
  constructor(options: { readonly provider: string; readonly cause?: unknown }) {
    super({
      code,
      message:
        `The transaction was aborted by a statement that failed before (${options.provider}), so ` +
        'nothing of it was committed. Let the error of a failed statement through, or put a ' +
        'statement that may fail into a nested run, which is undone by itself.' +
        (options.cause instanceof Error ? ` The failure: ${options.cause.message}` : ''),
      cause: options.cause,
    })
  }

  /** Whether `error` is a `TransactionAbortedError`. */
  static override isInstance(error: unknown): error is TransactionAbortedError {
    return hasCode(error, code)
  }
}
