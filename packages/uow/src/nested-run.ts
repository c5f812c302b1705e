import type { AmbientScope } from './ambient-scope.ts'
import { ConcurrentNestedUnitOfWorkError } from './errors/concurrent-nested-unit-of-work-error.ts'
import { TransactionAbortedError } from './errors/transaction-aborted-error.ts'
import { UnfinishedNestedUnitOfWorkError } from './errors/unfinished-nested-unit-of-work-error.ts'
import type { Frame } from './frame.ts'
import type { HookErrorReporter } from './frame-hooks.ts'
import type { DriverSavepoint, FrameHandle } from './transaction-driver.ts'
import type { UnitOfWorkOptions } from './unit-of-work.ts'
import { validateNestedOptions } from './validate-options.ts'

/** What all the frames of a unit of work share. */
export interface FrameContext<Native> {
  readonly provider: string
  readonly scope: AmbientScope<Frame<Native>>
  readonly reportHookError: HookErrorReporter
}

/** What the adapter is given of a frame. */
export function frameHandle<Native>(
  frame: Frame<Native>,
  context: FrameContext<Native>,
): FrameHandle<Native> {
  return {
    assertUsable: () => frame.assertUsable(),
    nest: (work, options) => runNested(frame, context, work, options),
  }
}

/** Runs `work` in a savepoint on `parent`. */
export async function runNested<Native, T>(
  parent: Frame<Native>,
  context: FrameContext<Native>,
  work: (native: Native) => T | PromiseLike<T>,
  options?: UnitOfWorkOptions,
): Promise<T> {
  parent.assertOpen()
  validateNestedOptions(options)
  if (parent.child !== undefined) throw new ConcurrentNestedUnitOfWorkError()
  const frame = parent.nest()
  const savepoint = await open(frame, parent, context)
  try {
    const result = await context.scope.run(frame, async () => work(savepoint.native))
    await complete(frame, savepoint)
    // The frame around it can have ended meanwhile, by its timeout or unawaited.
    if (frame.state !== 'open') frame.assertOpen()
    frame.end('committed')
    parent.hooks.adopt(frame.hooks)
    parent.unnest()
    return result
  } catch (error) {
    await undo(frame, savepoint, parent, context)
    throw error
  }
}

async function open<Native>(
  frame: Frame<Native>,
  parent: Frame<Native>,
  context: FrameContext<Native>,
): Promise<DriverSavepoint<Native>> {
  try {
    // What the outer frame has sent before comes before the savepoint, also if nobody awaited it.
    let pending = parent.driver.pending?.()
    while (pending !== undefined) {
      await pending
      frame.assertOpen()
      pending = parent.driver.pending?.()
    }
    frame.cover()
    const savepoint = await parent.driver.savepoint(frameHandle(frame, context))
    frame.opened(savepoint)
    frame.assertOpen()
    return savepoint
  } catch (error) {
    if (frame.state === 'open') {
      frame.end('rolledBack')
      parent.unnest()
    }
    throw error
  }
}

async function complete<Native>(
  frame: Frame<Native>,
  savepoint: DriverSavepoint<Native>,
): Promise<void> {
  for (;;) {
    frame.assertOpen()
    if (frame.child !== undefined) throw new UnfinishedNestedUnitOfWorkError()
    const pending = savepoint.pending?.()
    if (pending === undefined) break
    await pending
  }
  frame.close()
  await savepoint.release()
}

async function undo<Native>(
  frame: Frame<Native>,
  savepoint: DriverSavepoint<Native>,
  parent: Frame<Native>,
  { provider, scope, reportHookError }: FrameContext<Native>,
): Promise<void> {
  // It ended together with the frame around it, whose rollback undoes it and runs its hooks.
  if (frame.state !== 'open') return
  frame.end('rolledBack')
  try {
    await savepoint.rollback()
  } catch (cause) {
    // What should have been undone may still be there, and must not be committed.
    parent.doom(new TransactionAbortedError({ provider, cause }))
  }
  if (parent.child === frame) parent.unnest()
  await scope.run(parent, () => frame.hooks.runAfter('afterRollback', reportHookError))
}
