import assert from 'node:assert/strict'
import { type ContractCase, currentOf, insertBySql, rejection, signal } from './contract-case.ts'

/** Both happen, or neither. */
export const commitCases: readonly ContractCase[] = [
  {
    name: 'run commits what its work wrote, by the native client and by sql, and returns its result',
    async body(context) {
      const result = await context.unitOfWork.run(async (tx) => {
        await context.insert(tx, 'native')
        await insertBySql(context, currentOf(context), 'sql')
        return 42
      })
      assert.equal(result, 42)
      assert.deepEqual(await context.committed(), ['native', 'sql'])
    },
  },
  {
    name: 'nothing is visible to others before the commit',
    applies: ({ isolatedReads }) => isolatedReads,
    async body(context) {
      const { insert, unitOfWork } = context
      const seen: (readonly string[])[] = []
      await unitOfWork.run(async (tx) => {
        await insert(tx, 'a')
        seen.push(await context.committed())
        currentOf(context).beforeCommit(async () => seen.push(await context.committed()))
      })
      assert.deepEqual(seen, [[], []])
      assert.deepEqual(await context.committed(), ['a'])
    },
  },
  {
    name: 'run rolls back and rejects with the very error that its work rejected with',
    async body(context) {
      const error = new Error('the work failed')
      const rejected = await rejection(
        context.unitOfWork.run(async (tx) => {
          await context.insert(tx, 'a')
          await insertBySql(context, currentOf(context), 'b')
          throw error
        }),
      )
      assert.equal(rejected, error)
      assert.deepEqual(await context.committed(), [])
    },
  },
  {
    name: 'work that throws before it returns a promise is rolled back like any other',
    async body(context) {
      const error = new Error('the work failed at once')
      const states: string[] = []
      const rejected = await rejection(
        context.unitOfWork.run(() => {
          const transaction = currentOf(context)
          transaction.afterRollback(() => states.push(transaction.state))
          throw error
        }),
      )
      assert.equal(rejected, error)
      assert.deepEqual(states, ['rolledBack'])
    },
  },
  {
    name: 'a unit that rolled back leaves its connection free for the next one',
    async body({ committed, insert, unitOfWork }) {
      for (let i = 0; i < 25; i += 1)
        await rejection(unitOfWork.run(() => Promise.reject(new Error('no'))))
      await unitOfWork.run((tx) => insert(tx, 'a'))
      assert.deepEqual(await committed(), ['a'])
    },
  },
  {
    name: 'two units run side by side, each in a transaction of its own',
    applies: ({ parallelTransactions }) => parallelTransactions,
    async body({ committed, insert, unitOfWork }) {
      const bothOpen = signal()
      const first = unitOfWork.run(async (tx) => {
        await insert(tx, 'kept')
        await bothOpen.given
      })
      const second = unitOfWork.run(async (tx) => {
        await insert(tx, 'undone')
        bothOpen.give()
        throw new Error('no')
      })
      await Promise.all([first, rejection(second)])
      assert.deepEqual(await committed(), ['kept'])
    },
  },
  {
    name: 'units that start at once on a single connection run one after the other',
    applies: ({ parallelTransactions }) => !parallelTransactions,
    async body({ committed, insert, unitOfWork }) {
      let open = 0
      const names = Array.from({ length: 10 }, (_, i) => `unit ${i}`)
      await Promise.all(
        names.map((name) =>
          unitOfWork.run(async (tx) => {
            open += 1
            assert.equal(open, 1)
            await insert(tx, name)
            await new Promise(setImmediate)
            open -= 1
          }),
        ),
      )
      assert.deepEqual(await committed(), names)
    },
  },
  {
    name: 'a frame knows what it is: root, depth, state and an id of its own',
    async body(context) {
      const { unitOfWork } = context
      assert.equal(unitOfWork.current(), undefined)
      assert.equal(unitOfWork.ambient(), undefined)
      const ids = new Set<string>()
      const root = await unitOfWork.run(async (tx) => {
        const outer = currentOf(context)
        assert.equal(outer.native, tx)
        assert.equal(outer.root, outer)
        assert.equal(outer.depth, 0)
        assert.equal(outer.state, 'open')
        assert.equal(outer.sql.dialect, unitOfWork.sql.dialect)
        ids.add(outer.id)
        await unitOfWork.run(() => {
          const inner = currentOf(context)
          assert.equal(inner.root, outer)
          assert.equal(inner.depth, 1)
          ids.add(inner.id)
        })
        assert.equal(unitOfWork.current(), outer)
        return outer
      })
      assert.equal(ids.size, 2)
      assert.equal(root.state, 'committed')
      assert.equal(unitOfWork.current(), undefined)
    },
  },
]
