import { TransactionEndedError } from './errors/transaction-ended-error.ts'
import { UnitOfWorkBusyError } from './errors/unit-of-work-busy-error.ts'
import type { AmbientScope } from './ambient-scope.ts'
import type { Frame } from './frame.ts'
import type { RootTransaction } from './root-transaction.ts'
import type { Transaction } from './transaction.ts'
import type { ExplicitUnitOfWork } from './unit-of-work.ts'

/** The handle that `begin()` returns. */
export class ExplicitTransaction<Native> implements ExplicitUnitOfWork<Native> {
  readonly #root: RootTransaction<Native>
  readonly #scope: AmbientScope<Frame<Native>>
  #running: { readonly name: string; readonly end: Promise<void> } | undefined

  constructor(root: RootTransaction<Native>, scope: AmbientScope<Frame<Native>>) {
    this.#root = root
    this.#scope = scope
  }

  get tx(): Native {
    return this.#root.frame.native
  }

  get transaction(): Transaction<Native> {
    return this.#root.frame
  }

  saveChanges(): Promise<void> {
    return this.#alone('saveChanges', () => this.#root.saveChanges())
  }

  commit(): Promise<void> {
    return this.#alone('commit', async () => {
      this.#root.frame.assertOpen()
      await this.#root.commit()
    })
  }

  rollback(): Promise<void> {
    return this.#alone('rollback', async () => {
      const { state } = this.#root.frame
      if (state === 'committed') throw new TransactionEndedError({ state })
      // After an unknown outcome there is nothing left to roll back, and the caller knows already.
      if (state !== 'unknown') await this.#root.rollback()
    })
  }

  within<T>(work: () => T): T {
    return this.#scope.run(this.#root.frame, work)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#running?.end.catch(() => {})
    if (this.#root.frame.state !== 'committed') await this.rollback()
  }

  /**
   * One at a time. Waiting for the other one would be a deadlock where the caller is a hook of it.
   */
  async #alone(name: string, operation: () => Promise<void>): Promise<void> {
    if (this.#running !== undefined)
      throw new UnitOfWorkBusyError({ called: name, running: this.#running.name })
    // The handle must be taken before the operation starts, as its first hook can call in again.
    const end = Promise.resolve().then(operation)
    this.#running = { name, end }
    try {
      await end
    } finally {
      this.#running = undefined
    }
  }
}
