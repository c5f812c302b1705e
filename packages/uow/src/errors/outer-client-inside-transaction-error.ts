import { hasCode, UnitOfWorkError } from './unit-of-work-error.ts'

const code = 'UOW_OUTER_CLIENT_INSIDE_TRANSACTION'

/**
 * The client of the whole database was used inside a unit of work, on a database with a single
 * connection. That connection belongs to the unit until it ends, so the statement would have waited
 * for ever: for itself.
 */
export class OuterClientInsideTransactionError extends UnitOfWorkError {
  constructor(options: { readonly provider: string }) {
    super({
      code,
      message:
        `The outer client was used inside a unit of work (${options.provider}), where the only ` +
        'connection belongs to the transaction. Use the transaction client that `run` hands to its ' +
        'callback (or `current().native`), or do this work before or after the unit of work.',
    })
  }

  /** Whether `error` is an `OuterClientInsideTransactionError`. */
  static override isInstance(error: unknown): error is OuterClientInsideTransactionError {
    return hasCode(error, code)
  }
}
