import { CommitOutcomeUnknownError } from './errors/commit-outcome-unknown-error.ts'
import { UnfinishedNestedUnitOfWorkError } from './errors/unfinished-nested-unit-of-work-error.ts'
import { UnitOfWorkTimeoutError } from './errors/unit-of-work-timeout-error.ts'
import { Frame } from './frame.ts'
import { type FrameContext, frameHandle } from './nested-run.ts'
import type { DriverTransaction, TransactionDriver } from './transaction-driver.ts'
import type { UnitOfWorkOptions } from './unit-of-work.ts'

/** The outermost frame with its transaction: begins it, runs its hooks, ends it once. */
export class RootTransaction<Native> {
  readonly frame: Frame<Native>
  readonly #context: FrameContext<Native>
  readonly #transaction: DriverTransaction<Native>
  readonly #timer: NodeJS.Timeout | undefined
  readonly #timedOut: Promise<never> | undefined
  #rollback: Promise<void> | undefined

  static async begin<Native, Options extends UnitOfWorkOptions>(
    driver: TransactionDriver<Native, Options>,
    context: FrameContext<Native>,
    options: Options,
  ): Promise<RootTransaction<Native>> {
    const frame = new Frame<Native>(context.scope)
    const transaction = await driver.begin(options, frameHandle(frame, context))
    frame.opened(transaction)
    return new RootTransaction(frame, context, transaction, options.timeout)
  }

  private constructor(
    frame: Frame<Native>,
    context: FrameContext<Native>,
    transaction: DriverTransaction<Native>,
    timeout: number | undefined,
  ) {
    this.frame = frame
    this.#context = context
    this.#transaction = transaction
    if (timeout === undefined) return
    let reject: (error: unknown) => void = () => {}
    this.#timedOut = new Promise<never>((_, settle) => {
      reject = settle
    })
    // Nobody may be waiting when it happens: later use of the frame tells.
    this.#timedOut.catch(() => {})
    this.#timer = setTimeout(() => {
      const tell = (): void => reject(new UnitOfWorkTimeoutError({ timeout }))
      // Who waits should find the locks free.
      void this.#end(timeout)
        .catch(() => {})
        .finally(tell)
    }, timeout)
    this.#timer.unref()
  }

  /** Runs `work` inside of this unit; rejects when the timeout comes first. */
  run<T>(work: () => T | PromiseLike<T>): Promise<T> {
    const running = this.#context.scope.run(this.frame, async () => work())
    if (this.#timedOut === undefined) return running
    const told = running.catch((error: unknown) => {
      // The rollback at the timeout makes the work fail: that is not what the caller must see.
      if (this.frame.hasTimedOut) return this.#timedOut as Promise<never>
      throw error
    })
    return Promise.race([told, this.#timedOut])
  }

  async saveChanges(): Promise<void> {
    this.frame.assertOpen()
    // Before any hook is taken: it would meet a suspended frame, and fail for that.
    if (this.frame.child !== undefined) throw new UnfinishedNestedUnitOfWorkError()
    await this.#beforeCommit(() => {})
  }

  async commit(): Promise<void> {
    await this.#beforeCommit(() => {
      clearTimeout(this.#timer)
      this.frame.close()
    })
    try {
      await this.#transaction.commit()
    } catch (error) {
      this.frame.end(CommitOutcomeUnknownError.isInstance(error) ? 'unknown' : 'rolledBack')
      await this.#after('afterRollback')
      throw error
    }
    this.frame.end('committed')
    await this.#after('afterCommit')
  }

  /** Rolls back, once. Does nothing after a commit, whatever became of that. */
  rollback(): Promise<void> {
    return this.#end(undefined)
  }

  /**
   * Runs the hooks that are registered, and those that they register, and waits for the statements
   * that were sent. `done` is called in the same turn in which nothing was left, so that nothing can
   * come between the last look and it.
   */
  async #beforeCommit(done: () => void): Promise<void> {
    try {
      for (;;) {
        this.frame.assertOpen()
        if (this.frame.child !== undefined) throw new UnfinishedNestedUnitOfWorkError()
        const hook = this.frame.hooks.takeBeforeCommit()
        const pending = hook === undefined ? this.#transaction.pending?.() : undefined
        if (hook === undefined && pending === undefined) return done()
        await this.run(hook ?? (() => pending))
      }
    } catch (error) {
      // A hook that failed is used up: without a rollback its work would be missing, unnoticed.
      await this.rollback().catch(() => {})
      throw this.#transaction.explain?.(error) ?? error
    }
  }

  #end(timeout: number | undefined): Promise<void> {
    if (this.#rollback === undefined && this.frame.state !== 'open') return Promise.resolve()
    return (this.#rollback ??= this.#rollBack(timeout))
  }

  async #rollBack(timeout: number | undefined): Promise<void> {
    clearTimeout(this.#timer)
    this.frame.end('rolledBack', timeout)
    const rolledBack = this.#transaction.rollback()
    try {
      await (timeout === undefined ? rolledBack : patiently(rolledBack))
    } finally {
      await this.#after('afterRollback')
    }
  }

  /** Outside of the frame: what a hook does then must not look like a part of what has ended. */
  #after(hook: 'afterCommit' | 'afterRollback'): Promise<void> {
    const { scope, reportHookError } = this.#context
    return scope.run(undefined, () => this.frame.hooks.runAfter(hook, reportHookError))
  }
}

/**
 * A connection that does not answer any more would never confirm the rollback, and a timeout that
 * hangs is none.
 */
function patiently(rolledBack: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const givenUp = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, rollbackPatience).unref()
  })
  return Promise.race([rolledBack, givenUp]).finally(() => clearTimeout(timer))
}

/** In milliseconds. */
const rollbackPatience = 1_000
