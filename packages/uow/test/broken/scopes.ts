import type { Transaction } from 'uow'
import type { MemoryClient } from '../memory-database.ts'
import { type BrokenUnitOfWork, handles } from './break.ts'

/** Where an implementation with a global would keep it. */
let lastFrame: Transaction<MemoryClient> | undefined

/** The ambient transaction is the wrong one, or a handle does not do what it says. */
export const brokenScopes: readonly BrokenUnitOfWork[] = [
  {
    defect: 'keeps the current transaction in a variable',
    noticedBy: 'fifty units at once each see their own ambient transaction',
    unitOfWork: (right) => {
      let last: Transaction<MemoryClient> | undefined
      return {
        current: () => last,
        run: (work, options) =>
          right.run((tx) => {
            last = right.current()
            return work(tx)
          }, options),
      }
    },
  },
  {
    defect: 'shares its ambient transaction with other units of work',
    noticedBy: 'units of work over two databases never mix',
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
    defect: 'makes begin ambient by itself',
    noticedBy: 'a handle is not ambient by itself, and is so within its scope',
    unitOfWork: (right) => {
      let begun: Transaction<MemoryClient> | undefined
      return {
        current: () => right.current() ?? begun,
        async begin(options) {
          const unit = await right.begin(options)
          begun = unit.transaction
          return unit
        },
      }
    },
  },
  ...handles([
    {
      defect: 'does nothing at saveChanges',
      noticedBy: 'saveChanges runs the before-commit hooks once, and does not commit',
      change: () => ({ saveChanges: async () => {} }),
    },
    {
      defect: 'commits at saveChanges',
      noticedBy: 'what was saved is rolled back with the rest',
      change: (unit) => ({ saveChanges: () => unit.commit() }),
    },
    {
      defect: 'swallows a failed saveChanges',
      noticedBy: 'saveChanges that fails rolls back, so that a swallowed failure is not committed',
      change: (unit) => ({ saveChanges: () => unit.saveChanges().catch(() => {}) }),
    },
    {
      defect: 'does not roll back what goes out of scope',
      noticedBy: 'a handle that goes out of scope without a commit is rolled back',
      change: (unit) => ({
        async [Symbol.asyncDispose]() {
          if (unit.transaction.state === 'open') await unit.commit()
        },
      }),
    },
    {
      defect: 'pretends to roll back after a commit',
      noticedBy: 'after a commit, rollback and a second commit throw',
      change: (unit) => ({ rollback: () => unit.rollback().catch(() => {}) }),
    },
    {
      defect: 'forgets its scope',
      noticedBy: 'a run within a handle is a savepoint in it',
      change: () => ({ within: (work) => work() }),
    },
  ]),
]
