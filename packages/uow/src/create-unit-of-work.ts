import { AmbientScope } from './ambient-scope.ts'
import { UnitOfWorkOptionError } from './errors/unit-of-work-option-error.ts'
import { ExplicitTransaction } from './explicit-transaction.ts'
import type { Frame } from './frame.ts'
import { hookErrorReporter } from './hook-errors.ts'
import { type FrameContext, runNested } from './nested-run.ts'
import { RootTransaction } from './root-transaction.ts'
import type { TransactionDriver } from './transaction-driver.ts'
import type { UnitOfWork, UnitOfWorkOptions } from './unit-of-work.ts'
import { validateUnitOfWorkOptions } from './validate-options.ts'

/** Options of a unit of work, whatever its database. */
export interface CreateUnitOfWorkOptions {
  /**
   * Takes the error of an after-commit or after-rollback hook, which can no longer change the
   * outcome. Default: `console.error`.
   */
  readonly onHookError?: (error: unknown, hook: 'afterCommit' | 'afterRollback') => unknown
}

/** How long a `begin()` may stay open by default, in milliseconds. */
const explicitTimeout = 30_000

/**
 * Makes a unit of work from what an adapter implements: frames, hooks, the ambient scope and the
 * refusals are the same for every database.
 *
 * @throws UnitOfWorkOptionError when an option has a value that it can't have.
 */
export function createUnitOfWork<Native, Options extends UnitOfWorkOptions = UnitOfWorkOptions>(
  driver: TransactionDriver<Native, Options>,
  options: CreateUnitOfWorkOptions = {},
): UnitOfWork<Native, Options> {
  const { onHookError } = options
  if (onHookError !== undefined && typeof onHookError !== 'function') {
    throw new UnitOfWorkOptionError({
      option: 'onHookError',
      received: onHookError,
      allowed: 'a function',
    })
  }
  const scope = new AmbientScope<Frame<Native>>()
  const context: FrameContext<Native> = {
    provider: driver.provider,
    scope,
    reportHookError: hookErrorReporter(onHookError),
  }

  return {
    provider: driver.provider,
    sql: driver.database,
    async run(work, runOptions) {
      const ambient = scope.frame()
      if (ambient !== undefined) return runNested(ambient, context, work, runOptions)
      validateUnitOfWorkOptions(runOptions)
      const root = await RootTransaction.begin(driver, context, runOptions ?? ({} as Options))
      const result = await root
        .run(() => work(root.frame.native))
        .catch(async (error: unknown) => {
          // The error of the work is what the caller must see; a connection that can't even roll
          // back has lost the transaction anyway.
          await root.rollback().catch(() => {})
          throw error
        })
      await root.commit()
      return result
    },
    async begin(beginOptions) {
      validateUnitOfWorkOptions(beginOptions)
      const timeout = beginOptions?.timeout ?? explicitTimeout
      const root = await RootTransaction.begin(driver, context, {
        ...(beginOptions ?? ({} as Options)),
        timeout,
      })
      return new ExplicitTransaction(root, scope)
    },
    current() {
      const frame = scope.frame()
      return frame?.state === 'open' ? frame : undefined
    },
    ambient: () => scope.frame(),
  }
}
