import type { Transaction, TransactionHook } from 'uow'
import type { MemoryClient } from '../memory-database.ts'
import { type BrokenUnitOfWork, frames, runs } from './break.ts'

/** Where an implementation with a global would keep it. */
let lastFrame: Transaction<MemoryClient> | undefined

/** Hooks that run at the wrong time, or not. */
export const brokenHooks: readonly BrokenUnitOfWork[] = [
  {
    defect: 'runs after-commit hooks before the commit',
    noticedBy:
      'before-commit hooks run in the transaction, in order, and after-commit hooks after it',
    ...frames((frame) => ({ afterCommit: (hook) => frame.beforeCommit(hook, { last: true }) })),
  },
  {
    defect: 'runs before-commit hooks after the commit',
    noticedBy:
      'a before-commit hook that throws rolls the unit back, and run rejects with its error',
    ...frames((frame) => ({ beforeCommit: (hook) => frame.afterCommit(hook) })),
  },
  {
    defect: 'runs last hooks in their turn',
    noticedBy:
      'a last before-commit hook runs after all others, also after those that a last one registers',
    ...frames((frame) => ({ beforeCommit: (hook) => frame.beforeCommit(hook) })),
  },
  {
    defect: 'runs first after hooks in their turn',
    noticedBy:
      'a first after hook runs before those that were registered earlier, also inside of it',
    ...frames((frame) => ({
      afterCommit: (hook) => frame.afterCommit(hook),
      afterRollback: (hook) => frame.afterRollback(hook),
    })),
  },
  {
    defect: 'drops hooks that hooks register',
    noticedBy: 'hooks that are registered by before-commit hooks run too',
    ...frames((frame) => {
      let running = false
      return {
        beforeCommit(hook, options) {
          if (running) return
          frame.beforeCommit(async () => {
            running = true
            await hook()
          }, options)
        },
      }
    }),
  },
  {
    defect: 'never runs after-rollback hooks',
    noticedBy: 'a rollback runs after-rollback hooks in order, and no others',
    ...frames(() => ({ afterRollback: () => {} })),
  },
  {
    defect: 'runs hooks of nested frames when the nested frame ends',
    noticedBy: 'hooks of a completed nested frame run at the outer commit',
    ...runs((right) => (work, options) => {
      const isNested = right.current() !== undefined
      const hooks: TransactionHook[] = []
      return right
        .run((tx) => {
          const frame = right.current()
          if (isNested && frame !== undefined) {
            Object.assign(frame, { afterCommit: (hook: TransactionHook) => hooks.push(hook) })
          }
          return work(tx)
        }, options)
        .then(async (result) => {
          for (const hook of hooks) await hook()
          return result
        })
    }),
  },
  {
    defect: 'keeps the hooks of a nested frame that rolled back',
    noticedBy:
      'hooks of a nested frame that rolled back are dropped, and its after-rollback hooks run at once',
    ...frames(({ root }) => ({
      beforeCommit: (hook, options) => root.beforeCommit(hook, options),
      afterCommit: (hook) => root.afterCommit(hook),
      afterRollback: (hook) => root.afterRollback(hook),
    })),
  },
  {
    defect: 'runs after hooks inside of the ended frame',
    noticedBy: 'before-commit hooks have the root as the ambient frame, and after hooks have none',
    unitOfWork: (right) => ({
      current: () => right.current() ?? lastFrame,
      run: (work, options) =>
        right.run((tx) => {
          lastFrame = right.current()
          return work(tx)
        }, options),
    }),
  },
  {
    defect: 'lets the error of an after-commit hook through',
    noticedBy: 'an error of an after hook is reported, and stops neither the others nor the caller',
    ...runs((right) => async (work, options) => {
      const failures: unknown[] = []
      const result = await right.run((tx) => {
        const frame = right.current()
        const afterCommit = frame?.afterCommit.bind(frame)
        const noticing = (hook: TransactionHook): void =>
          afterCommit?.(async () => {
            try {
              await hook()
            } catch (error) {
              failures.push(error)
              throw error
            }
          })
        if (frame !== undefined) Object.assign(frame, { afterCommit: noticing })
        return work(tx)
      }, options)
      if (failures.length > 0) throw failures[0]
      return result
    }),
  },
  {
    defect: 'takes hooks after the end, and never runs them',
    noticedBy: 'a hook that comes after the end is refused',
    ...frames((frame) => ({
      beforeCommit: (hook, options) => frame.state === 'open' && frame.beforeCommit(hook, options),
      afterCommit: (hook) => frame.state === 'open' && frame.afterCommit(hook),
      afterRollback: (hook) => frame.state === 'open' && frame.afterRollback(hook),
    })),
  },
]
