import assert from 'node:assert/strict'
import { TransactionEndedError } from '../errors/transaction-ended-error.ts'
import {
  type ContractCase,
  currentOf,
  insertBySql,
  rejection,
  rejectsWith,
  signal,
  throwsWith,
} from './contract-case.ts'

/** Work that outlives its transaction never runs outside of it, unnoticed. */
export const outlivingCases: readonly ContractCase[] = [
  {
    name: 'sql after the end is refused, after a commit and after a rollback',
    async body(context) {
      const { committed, unitOfWork } = context
      const afterCommit = await unitOfWork.run(() => currentOf(context))
      await rejectsWith(insertBySql(context, afterCommit, 'a'), TransactionEndedError)
      await rejectsWith(afterCommit.sql.query(context.selectSql, []), TransactionEndedError)
      let rolledBack = afterCommit
      await rejection(
        unitOfWork.run(() => {
          rolledBack = currentOf(context)
          throw new Error('no')
        }),
      )
      await rejectsWith(insertBySql(context, rolledBack, 'b'), TransactionEndedError)
      assert.deepEqual(await committed(), [])
    },
  },
  {
    name: 'the native client after the end is refused',
    applies: ({ guardedNative }) => guardedNative,
    async body({ committed, insert, unitOfWork }) {
      let client: unknown
      await unitOfWork.run((tx) => {
        client = tx
      })
      await rejectsWith(insert(client, 'a'), TransactionEndedError)
      assert.deepEqual(await committed(), [])
    },
  },
  {
    name: 'work that goes on after the end finds its ended transaction, and no current one',
    async body(context) {
      const { committed, insert, unitOfWork } = context
      const ended = signal()
      let straggler: Promise<unknown> | undefined
      const root = await unitOfWork.run(() => {
        straggler = (async () => {
          await ended.given
          assert.equal(unitOfWork.current(), undefined)
          return unitOfWork.ambient()
        })()
        return currentOf(context)
      })
      ended.give()
      assert.equal(await straggler, root)
      await unitOfWork.run((tx) => insert(tx, 'a'))
      assert.deepEqual(await committed(), ['a'])
    },
  },
  {
    name: 'a run that is started by work that outlived its transaction is refused',
    async body({ committed, insert, unitOfWork }) {
      const ended = signal()
      let straggler: Promise<unknown> | undefined
      await unitOfWork.run(() => {
        straggler = ended.given.then(() => unitOfWork.run((tx) => insert(tx, 'late')))
        straggler.catch(() => {})
      })
      ended.give()
      assert.ok(straggler)
      await rejectsWith(straggler, TransactionEndedError)
      assert.deepEqual(await committed(), [])
    },
  },
  {
    name: 'a nested frame takes nothing after its own end, even while the unit is open',
    async body(context) {
      const { committed, insert, unitOfWork } = context
      const ended = signal()
      await unitOfWork.run(async () => {
        let client: unknown
        let straggler: Promise<unknown> | undefined
        const inner = await unitOfWork.run((tx) => {
          client = tx
          straggler = ended.given.then(() => unitOfWork.current())
          return currentOf(context)
        })
        assert.equal(inner.state, 'committed')
        await rejectsWith(insertBySql(context, inner, 'late sql'), TransactionEndedError)
        if (context.capabilities.guardedNative)
          await rejectsWith(insert(client, 'late native'), TransactionEndedError)
        throwsWith(() => inner.beforeCommit(() => {}), TransactionEndedError)
        ended.give()
        assert.equal(await straggler, undefined)
      })
      assert.deepEqual(await committed(), [])
    },
  },
  {
    name: 'work of a nested frame that rolled back does not join the unit around it',
    async body(context) {
      const { committed, insert, unitOfWork } = context
      await unitOfWork.run(async (tx) => {
        await insert(tx, 'outer')
        const ended = signal()
        let straggler: Promise<unknown> | undefined
        await rejection(
          unitOfWork.run(() => {
            straggler = ended.given.then(() => unitOfWork.run((late) => insert(late, 'late')))
            straggler.catch(() => {})
            throw new Error('no')
          }),
        )
        ended.give()
        assert.ok(straggler)
        await rejectsWith(straggler, TransactionEndedError)
      })
      assert.deepEqual(await committed(), ['outer'])
    },
  },
  {
    name: 'what is registered while the unit ends runs or is refused, and is never forgotten',
    async body({ unitOfWork, ...context }) {
      let registered = 0
      let ran = 0
      const refused = await unitOfWork.run(() => {
        const transaction = currentOf({ unitOfWork, ...context })
        // At every turn of the event loop, until the unit has ended.
        return {
          byTheEnd: new Promise<unknown>((resolve) => {
            const register = (): void => {
              try {
                transaction.beforeCommit(() => (ran += 1))
                registered += 1
                setImmediate(register)
              } catch (error) {
                resolve(error)
              }
            }
            register()
          }),
        }
      })
      assert.ok(TransactionEndedError.isInstance(await refused.byTheEnd))
      assert.ok(registered > 0)
      assert.equal(ran, registered)
    },
  },
]
