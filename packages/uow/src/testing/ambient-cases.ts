import assert from 'node:assert/strict'
import { type ContractCase, currentOf, rejection } from './contract-case.ts'

/** The ambient frame is that of the caller, and nobody else's. */
export const ambientCases: readonly ContractCase[] = [
  {
    name: 'fifty units at once each see their own ambient transaction',
    async body(context) {
      const { committed, unitOfWork } = context
      const insertCurrent = (name: string): Promise<unknown> =>
        context.insert(currentOf(context).native, name)
      const names = Array.from({ length: 50 }, (_, i) => `unit ${String(i).padStart(2, '0')}`)
      const after: string[] = []
      await Promise.all(
        names.map(async (name, i) => {
          const unit = unitOfWork.run(async (tx) => {
            const mine = currentOf(context)
            assert.equal(mine.native, tx)
            mine.afterCommit(() => after.push(name))
            await insertCurrent(name)
            await new Promise(setImmediate)
            assert.equal(unitOfWork.current(), mine)
            await unitOfWork.run(async () => {
              assert.equal(currentOf(context).root, mine)
              await insertCurrent(`${name}, nested`)
            })
            assert.equal(unitOfWork.current(), mine)
            if (i % 2 === 1) throw new Error('no')
          })
          await (i % 2 === 1 ? rejection(unit) : unit)
        }),
      )
      const even = names.filter((_, i) => i % 2 === 0)
      assert.deepEqual(
        await committed(),
        even.flatMap((name) => [name, `${name}, nested`]),
      )
      assert.deepEqual(after.toSorted(), even)
    },
  },
  {
    name: 'units of work over two databases never mix',
    async body(context) {
      const { committed, insert, unitOfWork } = context
      const other = await context.another()
      try {
        await unitOfWork.run(async (tx) => {
          const mine = currentOf(context)
          assert.equal(other.unitOfWork.current(), undefined)
          await other.unitOfWork.run(async (otherTx) => {
            const theirs = currentOf(other)
            assert.equal(theirs.depth, 0)
            assert.equal(unitOfWork.current(), mine)
            await insert(tx, 'here')
            await other.insert(otherTx, 'there')
            theirs.afterCommit(() => assert.equal(unitOfWork.current(), mine))
            await unitOfWork.run(() => {
              assert.equal(currentOf(context).depth, 1)
              assert.equal(other.unitOfWork.current(), theirs)
            })
          })
        })
        assert.deepEqual(await committed(), ['here'])
        assert.deepEqual(await other.committed(), ['there'])
        assert.deepEqual(context.hookErrors, [])
      } finally {
        await other.close?.()
      }
    },
  },
]
