import type { TransactionState } from '../transaction.ts'
import { hasCode, UnitOfWorkError } from './unit-of-work-error.ts'

const code = 'UOW_TRANSACTION_ENDED'

const ends: Record<TransactionState, string> = {
  open: 'is being committed',
  committed: 'was committed',
  rolledBack: 'was rolled back',
  unknown: 'ended with an unknown outcome',
}

/**
 * Work outlived its transaction: a statement, a hook or a nested run came after the frame that it
 * belongs to had ended. It was refused, so that it can't run outside of any transaction unnoticed.
 */
export class TransactionEndedError extends UnitOfWorkError {
  /** How the frame ended; `open` while its commit is on its way. */
  readonly state: TransactionState

  constructor(options: { readonly state: TransactionState }) {
    super({
      code,
      message:
        `This transaction ${ends[options.state]}, and takes no more work. Await everything that ` +
        'belongs to a unit of work inside of its callback; start later work in ' +
        'an after-commit hook, which runs outside of it.',
    })
    this.state = options.state
  }

  /** Whether `error` is a `TransactionEndedError`. */
  static override isInstance(error: unknown): error is TransactionEndedError {
    return hasCode(error, code)
  }
}
