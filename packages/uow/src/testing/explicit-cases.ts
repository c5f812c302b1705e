import assert from 'node:assert/strict'
import { TransactionEndedError } from '../errors/transaction-ended-error.ts'
import { UnfinishedNestedUnitOfWorkError } from '../errors/unfinished-nested-unit-of-work-error.ts'
import { UnitOfWorkBusyError } from '../errors/unit-of-work-busy-error.ts'
import {
  type ContractCase,
  currentOf,
  insertBySql,
  rejection,
  rejectsWith,
  signal,
} from './contract-case.ts'

/** A transaction that is begun and ended by hand. */
export const explicitCases: readonly ContractCase[] = [
  {
    name: 'begin and commit',
    async body(context) {
      const order: string[] = []
      const work = await context.unitOfWork.begin()
      await context.insert(work.tx, 'native')
      await insertBySql(context, work.transaction, 'sql')
      assert.equal(work.transaction.native, work.tx)
      work.transaction.beforeCommit(() => insertBySql(context, work.transaction, 'hook'))
      work.transaction.afterCommit(() => order.push('committed'))
      work.transaction.afterRollback(() => order.push('rolled back'))
      await work.commit()
      assert.equal(work.transaction.state, 'committed')
      assert.deepEqual(order, ['committed'])
      assert.deepEqual(await context.committed(), ['hook', 'native', 'sql'])
    },
  },
  {
    name: 'begin and roll back, more than once',
    async body(context) {
      const order: string[] = []
      const work = await context.unitOfWork.begin()
      await context.insert(work.tx, 'a')
      work.transaction.afterRollback(() => order.push('rolled back'))
      await work.rollback()
      await work.rollback()
      await work[Symbol.asyncDispose]()
      assert.equal(work.transaction.state, 'rolledBack')
      assert.deepEqual(order, ['rolled back'])
      await rejectsWith(work.commit(), TransactionEndedError)
      await rejectsWith(work.saveChanges(), TransactionEndedError)
      assert.deepEqual(await context.committed(), [])
    },
  },
  {
    name: 'a handle that goes out of scope without a commit is rolled back',
    async body({ committed, insert, unitOfWork }) {
      {
        await using work = await unitOfWork.begin()
        await insert(work.tx, 'a')
      }
      {
        await using work = await unitOfWork.begin()
        await insert(work.tx, 'b')
        await work.commit()
      }
      assert.deepEqual(await committed(), ['b'])
    },
  },
  {
    name: 'after a commit, rollback and a second commit throw',
    async body({ committed, insert, unitOfWork }) {
      const work = await unitOfWork.begin()
      await insert(work.tx, 'a')
      await work.commit()
      await rejectsWith(work.rollback(), TransactionEndedError)
      await rejectsWith(work.commit(), TransactionEndedError)
      assert.deepEqual(await committed(), ['a'])
    },
  },
  {
    name: 'a handle is not ambient by itself, and is so within its scope',
    async body({ unitOfWork }) {
      const work = await unitOfWork.begin()
      assert.equal(unitOfWork.current(), undefined)
      const result = await work.within(async () => {
        assert.equal(unitOfWork.current(), work.transaction)
        await new Promise(setImmediate)
        assert.equal(unitOfWork.current(), work.transaction)
        return 'result'
      })
      assert.equal(result, 'result')
      assert.equal(unitOfWork.current(), undefined)
      await work.rollback()
    },
  },
  {
    name: 'a run within a handle is a savepoint in it',
    async body({ committed, insert, unitOfWork }) {
      const work = await unitOfWork.begin()
      await work.within(() => unitOfWork.run((tx) => insert(tx, 'kept')))
      await rejection(
        work.within(() =>
          unitOfWork.run(async (tx) => {
            await insert(tx, 'undone')
            throw new Error('no')
          }),
        ),
      )
      await insert(work.tx, 'outer')
      await work.commit()
      const other = await unitOfWork.begin()
      await other.within(() => unitOfWork.run((tx) => insert(tx, 'undone with the rest')))
      await other.rollback()
      assert.deepEqual(await committed(), ['kept', 'outer'])
    },
  },
  {
    name: 'a handle that is begun inside of a run is independent of it',
    applies: ({ parallelTransactions }) => parallelTransactions,
    async body({ committed, insert, unitOfWork }) {
      await rejection(
        unitOfWork.run(async (tx) => {
          await insert(tx, 'undone')
          const work = await unitOfWork.begin()
          await insert(work.tx, 'kept')
          await work.commit()
          throw new Error('no')
        }),
      )
      assert.deepEqual(await committed(), ['kept'])
    },
  },
  {
    name: 'saveChanges runs the before-commit hooks once, and does not commit',
    async body(context) {
      const order: string[] = []
      const work = await context.unitOfWork.begin()
      work.transaction.beforeCommit(async () => {
        order.push('first')
        await insertBySql(context, work.transaction, 'saved')
      })
      work.transaction.beforeCommit(() => order.push('last'), { last: true })
      work.transaction.afterCommit(() => order.push('committed'))
      await work.saveChanges()
      assert.deepEqual(order, ['first', 'last'])
      if (context.capabilities.isolatedReads) assert.deepEqual(await context.committed(), [])
      work.transaction.beforeCommit(() => order.push('second'))
      await work.saveChanges()
      work.transaction.beforeCommit(() => order.push('third'))
      await work.commit()
      assert.deepEqual(order, ['first', 'last', 'second', 'third', 'committed'])
      assert.deepEqual(await context.committed(), ['saved'])
    },
  },
  {
    name: 'what was saved is rolled back with the rest',
    async body(context) {
      const work = await context.unitOfWork.begin()
      work.transaction.beforeCommit(() => insertBySql(context, work.transaction, 'a'))
      await work.saveChanges()
      await work.rollback()
      assert.deepEqual(await context.committed(), [])
    },
  },
  {
    name: 'saveChanges that fails rolls back, so that a swallowed failure is not committed',
    async body({ committed, insert, unitOfWork }) {
      const work = await unitOfWork.begin()
      await insert(work.tx, 'a')
      const error = new Error('the hook failed')
      work.transaction.beforeCommit(() => Promise.reject(error))
      assert.equal(await rejection(work.saveChanges()), error)
      await rejectsWith(work.commit(), TransactionEndedError)
      await work.rollback()
      assert.deepEqual(await committed(), [])
    },
  },
  {
    name: 'saveChanges is refused while a nested run is open, and takes no hook',
    async body({ committed, insert, unitOfWork }) {
      const work = await unitOfWork.begin()
      const release = signal()
      const nested = work.within(() =>
        unitOfWork.run(async (tx) => {
          await release.given
          await insert(tx, 'nested')
        }),
      )
      work.transaction.beforeCommit(() => insert(work.tx, 'hook'))
      await rejectsWith(work.saveChanges(), UnfinishedNestedUnitOfWorkError)
      release.give()
      await nested
      await work.commit()
      assert.deepEqual(await committed(), ['hook', 'nested'])
    },
  },
  {
    name: 'commit, rollback and saveChanges are refused while one of them is under way',
    async body({ committed, insert, unitOfWork }) {
      const work = await unitOfWork.begin()
      const refusals: unknown[] = []
      work.transaction.beforeCommit(async () => {
        refusals.push(await rejection(work.saveChanges()))
        refusals.push(await rejection(work.rollback()))
        refusals.push(await rejection(work.commit()))
      })
      await insert(work.tx, 'a')
      await work.commit()
      assert.equal(refusals.length, 3)
      for (const error of refusals) assert.ok(UnitOfWorkBusyError.isInstance(error), String(error))
      assert.deepEqual(await committed(), ['a'])
    },
  },
  {
    name: 'a run that works with its handle of an ended unit is refused',
    async body({ committed, insert, unitOfWork }) {
      const work = await unitOfWork.begin()
      await work.commit()
      const late = work.within(() => unitOfWork.run((tx) => insert(tx, 'late')))
      await rejectsWith(late, TransactionEndedError)
      assert.deepEqual(await committed(), [])
    },
  },
  {
    name: 'rollback takes the hooks of a nested run that is still open along',
    async body(context) {
      const { committed, unitOfWork } = context
      const work = await unitOfWork.begin()
      const opened = signal()
      const release = signal()
      const order: string[] = []
      const nested = work.within(() =>
        unitOfWork.run(async () => {
          currentOf(context).afterRollback(() => order.push('nested'))
          opened.give()
          await release.given
        }),
      )
      nested.catch(() => {})
      await opened.given
      await work.rollback()
      release.give()
      await rejectsWith(nested, TransactionEndedError)
      assert.deepEqual(order, ['nested'])
      assert.deepEqual(await committed(), [])
    },
  },
]
