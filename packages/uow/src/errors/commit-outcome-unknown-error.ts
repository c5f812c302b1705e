import { hasCode, UnitOfWorkError } from './unit-of-work-error.ts'

const code = 'UOW_COMMIT_OUTCOME_UNKNOWN'

/**
 * The connection broke during COMMIT: the database may have committed or not, and nobody on this
 * side can tell. Neither after-commit hooks have run nor may the work simply be repeated.
 */
export class CommitOutcomeUnknownError extends UnitOfWorkError {
  constructor(options: { readonly provider: string; readonly cause?: unknown }) {
    super({
      code,
      message:
        `The outcome of a commit is unknown (${options.provider}): the connection broke before the ` +
        'database answered. Look the outcome up by a row that the transaction wrote before you ' +
        'repeat the work, or repeat only what may happen twice.',
      cause: options.cause,
    })
  }

  /** Whether `error` is a `CommitOutcomeUnknownError`. */
  static override isInstance(error: unknown): error is CommitOutcomeUnknownError {
    return hasCode(error, code)
  }
}
