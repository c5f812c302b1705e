import assert from 'node:assert/strict'
import { ConcurrentNestedUnitOfWorkError } from '../errors/concurrent-nested-unit-of-work-error.ts'
import { OuterClientInsideTransactionError } from '../errors/outer-client-inside-transaction-error.ts'
import { SuspendedFrameError } from '../errors/suspended-frame-error.ts'
import { UnfinishedNestedUnitOfWorkError } from '../errors/unfinished-nested-unit-of-work-error.ts'
import {
  type ContractCase,
  currentOf,
  insertBySql,
  rejection,
  rejectsWith,
  signal,
} from './contract-case.ts'

/** What can't be right is refused, at once and by name. */
export const refusalCases: readonly ContractCase[] = [
  {
    name: 'a second nested run on a frame is refused while one is open, which goes on',
    async body({ committed, insert, unitOfWork }) {
      await unitOfWork.run(async () => {
        const release = signal()
        const first = unitOfWork.run(async (inner) => {
          await release.given
          await insert(inner, 'first')
        })
        const second = unitOfWork.run((inner) => insert(inner, 'second'))
        await rejectsWith(second, ConcurrentNestedUnitOfWorkError)
        release.give()
        await first
        await unitOfWork.run((inner) => insert(inner, 'third'))
      })
      assert.deepEqual(await committed(), ['first', 'third'])
    },
  },
  {
    name: 'sql of a frame is refused from outside of the nested run that is open on it',
    async body(context) {
      const { committed, unitOfWork } = context
      await unitOfWork.run(async () => {
        const outer = currentOf(context)
        const opened = signal()
        const release = signal()
        const nested = unitOfWork.run(async () => {
          opened.give()
          await release.given
          throw new Error('no')
        })
        await opened.given
        await rejectsWith(insertBySql(context, outer, 'by the outer'), SuspendedFrameError)
        await rejectsWith(outer.sql.query(context.selectSql, []), SuspendedFrameError)
        release.give()
        await rejection(nested)
        await insertBySql(context, outer, 'afterwards')
      })
      assert.deepEqual(await committed(), ['afterwards'])
    },
  },
  {
    name: 'the native client of a frame is refused from outside of the nested run that is open on it',
    applies: ({ guardedNative }) => guardedNative,
    async body({ committed, insert, unitOfWork }) {
      await unitOfWork.run(async (tx) => {
        const opened = signal()
        const release = signal()
        const nested = unitOfWork.run(async () => {
          opened.give()
          await release.given
          throw new Error('no')
        })
        await opened.given
        await rejectsWith(insert(tx, 'by the outer'), SuspendedFrameError)
        release.give()
        await rejection(nested)
        await insert(tx, 'afterwards')
      })
      assert.deepEqual(await committed(), ['afterwards'])
    },
  },
  {
    name: "an outer frame's clients are welcome inside of the nested run, and share its fate",
    async body(context) {
      const { committed, insert, unitOfWork } = context
      await unitOfWork.run(async (tx) => {
        const outer = currentOf(context)
        await unitOfWork.run(async () => {
          await insert(tx, 'kept')
          await insertBySql(context, outer, 'kept too')
        })
        await rejection(
          unitOfWork.run(async () => {
            await insert(tx, 'undone')
            throw new Error('no')
          }),
        )
      })
      assert.deepEqual(await committed(), ['kept', 'kept too'])
    },
  },
  {
    name: 'a unit whose nested run is still open at its end is rolled back',
    async body(context) {
      const { committed, insert, unitOfWork } = context
      const release = signal()
      const order: string[] = []
      let nested: Promise<unknown> | undefined
      const outer = unitOfWork.run(async (tx) => {
        await insert(tx, 'outer')
        const written = signal()
        nested = unitOfWork.run(async (inner) => {
          currentOf(context).afterRollback(() => order.push('nested rolled back'))
          currentOf(context).afterCommit(() => order.push('nested committed'))
          await insert(inner, 'inner')
          written.give()
          await release.given
          await insertBySql(context, currentOf(context), 'late')
        })
        nested.catch(() => {})
        await written.given
      })
      await rejectsWith(outer, UnfinishedNestedUnitOfWorkError)
      release.give()
      assert.ok(nested)
      await rejection(nested)
      assert.deepEqual(await committed(), [])
      assert.deepEqual(order, ['nested rolled back'])
    },
  },
  {
    name: 'a nested run whose own nested run is still open at its end is undone',
    async body({ committed, insert, unitOfWork }) {
      const release = signal()
      let innermost: Promise<unknown> | undefined
      await unitOfWork.run(async (tx) => {
        await insert(tx, 'outer')
        const nested = unitOfWork.run(async (inner) => {
          await insert(inner, 'inner')
          innermost = unitOfWork.run(() => release.given)
          innermost.catch(() => {})
        })
        await rejectsWith(nested, UnfinishedNestedUnitOfWorkError)
        await insert(tx, 'afterwards')
      })
      release.give()
      assert.ok(innermost)
      await rejection(innermost)
      assert.deepEqual(await committed(), ['afterwards', 'outer'])
    },
  },
  {
    name: 'the unit of work itself is refused outside of a unit that has the only connection',
    applies: ({ parallelTransactions }) => !parallelTransactions,
    async body(context) {
      const { committed, insert, unitOfWork } = context
      const refused = (work: Promise<unknown>): Promise<unknown> =>
        rejectsWith(work, OuterClientInsideTransactionError)
      const { sql, parameters } = context.insertSql('by sql')
      await unitOfWork.run(async (tx) => {
        await refused(unitOfWork.sql.execute(sql, parameters))
        await refused(unitOfWork.sql.query(context.selectSql, []))
        await refused(unitOfWork.sql.transaction(async () => {}))
        await refused(unitOfWork.begin())
        await unitOfWork.run(() => refused(unitOfWork.sql.execute(sql, parameters)))
        await insert(tx, 'inside')
      })
      await unitOfWork.sql.execute(sql, parameters)
      assert.deepEqual(await committed(), ['by sql', 'inside'])
    },
  },
  {
    name: 'the outer client is refused inside of a unit of work that has the only connection',
    applies: ({ refusesOuterClient }) => refusesOuterClient,
    async body(context) {
      const { committed, insert, insertOutside, unitOfWork } = context
      assert.ok(insertOutside)
      const refused = (work: Promise<unknown>): Promise<unknown> =>
        rejectsWith(work, OuterClientInsideTransactionError)
      await unitOfWork.run(async (tx) => {
        await refused(insertOutside('outside'))
        await unitOfWork.run(() => refused(insertOutside('outside of a nested run')))
        currentOf(context).beforeCommit(async () => await refused(insertOutside('in a hook')))
        await insert(tx, 'inside')
      })
      await insertOutside('afterwards')
      assert.deepEqual(await committed(), ['afterwards', 'inside'])
    },
  },
]
