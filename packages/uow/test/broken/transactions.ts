import type { UnitOfWorkOptions } from 'uow'
import { type Begun, type BrokenUnitOfWork, type Work, runs, transactions } from './break.ts'

/** What is to happen together, or not at all, does not. */
export const brokenTransactions: readonly BrokenUnitOfWork[] = [
  {
    defect: 'commits nothing',
    noticedBy:
      'run commits what its work wrote, by the native client and by sql, and returns its result',
    ...transactions(() => ({ commit: async () => {} })),
  },
  {
    defect: 'writes at once, outside of its transaction',
    noticedBy: 'nothing is visible to others before the commit',
    ...transactions((_, { database, names }) => ({
      native: { insert: async (name) => void names.push(name) },
      sql: database,
    })),
  },
  {
    defect: 'commits when the work rejects',
    noticedBy: 'run rolls back and rejects with the very error that its work rejected with',
    ...transactions((transaction) => ({ rollback: () => transaction.commit() })),
  },
  {
    defect: 'wraps the error of the work',
    noticedBy: 'run rolls back and rejects with the very error that its work rejected with',
    ...runs(
      (right) => (work, options) =>
        right.run(work, options).catch((cause: unknown) => {
          throw new Error('the unit of work failed', { cause })
        }),
    ),
  },
  {
    defect: 'calls the work before there is a transaction to roll back',
    noticedBy: 'work that throws before it returns a promise is rolled back like any other',
    ...runs((right) => async <T>(work: Work<T>, options?: UnitOfWorkOptions) => {
      if (right.current() !== undefined) return right.run(work, options)
      const unit = await right.begin(options)
      const result = await unit.within(() => work(unit.tx))
      await unit.commit()
      return result
    }),
  },
  {
    defect: 'runs all units one after the other',
    noticedBy: 'two units run side by side, each in a transaction of its own',
    ...runs((right) => {
      let last: Promise<unknown> = Promise.resolve()
      return (work, options) => {
        if (right.ambient() !== undefined) return right.run(work, options)
        const next = last.then(() => right.run(work, options))
        last = next.catch(() => {})
        return next
      }
    }),
  },
  {
    defect: 'joins the outer transaction without a savepoint',
    noticedBy: 'a nested run that rejects is undone by itself, and rejects with its own error',
    ...runs((right) => async (work, options) => {
      const current = right.current()
      return current === undefined ? right.run(work, options) : work(current.native)
    }),
  },
  {
    defect: 'forgets to roll back to the savepoint',
    noticedBy: 'nested runs nest to any depth, and each is undone by itself',
    ...transactions((transaction) => {
      const savepoint = transaction.savepoint.bind(transaction)
      const broken: Begun['savepoint'] = async (guard) =>
        Object.assign(await savepoint(guard), { savepoint: broken, rollback: async () => {} })
      return { savepoint: broken }
    }),
  },
  {
    defect: 'commits a nested run by itself',
    noticedBy: 'an outer rollback takes the completed nested runs with it',
    ...runs((right) => async (work, options) => {
      if (right.current() === undefined) return right.run(work, options)
      const unit = await right.begin(options)
      const result = await unit.within(() => work(unit.tx))
      await unit.commit()
      return result
    }),
  },
  ...(['server', 'nobody'] as const).map((reaches) => ({
    defect: `takes a broken connection for a rollback, when the commit reached ${reaches}`,
    noticedBy:
      reaches === 'server'
        ? 'a connection that breaks after COMMIT arrived leaves an unknown outcome'
        : 'a connection that breaks before COMMIT arrived leaves an unknown outcome',
    ...transactions((transaction) => {
      const commit = transaction.commit.bind(transaction)
      return {
        commit: () =>
          commit().catch(() => {
            throw new Error('connection terminated')
          }),
      }
    }),
  })),
  {
    defect: 'takes an aborted transaction for a commit',
    noticedBy: 'a swallowed failure of a statement ends in an error, as nothing is committed',
    ...transactions((transaction) => {
      const commit = transaction.commit.bind(transaction)
      return { commit: () => commit().catch(() => {}) }
    }),
  },
]
