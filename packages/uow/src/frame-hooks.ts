import type { TransactionHook } from './transaction.ts'

/** Takes the errors of hooks that can no longer change the outcome. It never throws. */
export type HookErrorReporter = (error: unknown, hook: 'afterCommit' | 'afterRollback') => void

interface AfterHook {
  readonly run: TransactionHook
  /** Before all that are not. */
  readonly first: boolean
}

/** The hooks that are registered on one frame. */
export class FrameHooks {
  readonly #before: TransactionHook[] = []
  readonly #beforeLast: TransactionHook[] = []
  readonly #afterCommit: AfterHook[] = []
  readonly #afterRollback: AfterHook[] = []

  addBeforeCommit(hook: TransactionHook, last: boolean): void {
    const hooks = last ? this.#beforeLast : this.#before
    hooks.push(hook)
  }

  addAfterCommit(run: TransactionHook, first: boolean): void {
    this.#afterCommit.push({ run, first })
  }

  addAfterRollback(run: TransactionHook, first: boolean): void {
    this.#afterRollback.push({ run, first })
  }

  /** Takes the before-commit hook whose turn it is: a `last` one only if there is no other. */
  takeBeforeCommit(): TransactionHook | undefined {
    return this.#before.shift() ?? this.#beforeLast.shift()
  }

  /** Takes over all the hooks of a frame that completed inside of this one. */
  adopt(inner: FrameHooks): void {
    this.#before.push(...inner.#before.splice(0))
    this.#beforeLast.push(...inner.#beforeLast.splice(0))
    this.#afterCommit.push(...inner.#afterCommit.splice(0))
    this.#afterRollback.push(...inner.#afterRollback.splice(0))
  }

  /** Takes over what is to run when a frame inside of this one ends with it, incomplete. */
  adoptAfterRollback(inner: FrameHooks): void {
    this.#afterRollback.push(...inner.#afterRollback.splice(0))
  }

  async runAfter(hook: 'afterCommit' | 'afterRollback', report: HookErrorReporter): Promise<void> {
    const hooks = hook === 'afterCommit' ? this.#afterCommit : this.#afterRollback
    const inOrder = hooks.splice(0).toSorted((a, b) => Number(b.first) - Number(a.first))
    for (const { run } of inOrder) {
      try {
        await run()
      } catch (error) {
        report(error, hook)
      }
    }
  }
}
