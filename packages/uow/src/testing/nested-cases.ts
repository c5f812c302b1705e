import assert from 'node:assert/strict'
import { type ContractCase, currentOf, insertBySql, rejection } from './contract-case.ts'

/** A nested run is a savepoint. */
export const nestedCases: readonly ContractCase[] = [
  {
    name: 'a nested run that completes commits with the one around it',
    async body(context) {
      const { committed, insert, unitOfWork } = context
      await unitOfWork.run(async (tx) => {
        await insert(tx, 'outer')
        const result = await unitOfWork.run(async (inner) => {
          await insert(inner, 'inner')
          await insertBySql(context, currentOf(context), 'inner sql')
          return 'result'
        })
        assert.equal(result, 'result')
      })
      assert.deepEqual(await committed(), ['inner', 'inner sql', 'outer'])
    },
  },
  {
    name: 'a nested run that rejects is undone by itself, and rejects with its own error',
    async body(context) {
      const { committed, insert, unitOfWork } = context
      const error = new Error('the nested work failed')
      await unitOfWork.run(async (tx) => {
        await insert(tx, 'before')
        const rejected = await rejection(
          unitOfWork.run(async (inner) => {
            await insert(inner, 'undone')
            await insertBySql(context, currentOf(context), 'undone too')
            throw error
          }),
        )
        assert.equal(rejected, error)
        await insert(tx, 'after')
      })
      assert.deepEqual(await committed(), ['after', 'before'])
    },
  },
  {
    name: 'an outer rollback takes the completed nested runs with it',
    async body({ committed, insert, unitOfWork }) {
      await rejection(
        unitOfWork.run(async () => {
          await unitOfWork.run((inner) => insert(inner, 'inner'))
          throw new Error('no')
        }),
      )
      assert.deepEqual(await committed(), [])
    },
  },
  {
    name: 'nested runs nest to any depth, and each is undone by itself',
    async body(context) {
      const { committed, insert, unitOfWork } = context
      await unitOfWork.run(async () => {
        await unitOfWork.run(async (second) => {
          await insert(second, 'second')
          await rejection(
            unitOfWork.run(async (third) => {
              await insert(third, 'third')
              await unitOfWork.run(async (fourth) => {
                assert.equal(currentOf(context).depth, 3)
                await insert(fourth, 'fourth')
              })
              throw new Error('no')
            }),
          )
          await unitOfWork.run((third) => insert(third, 'third again'))
        })
      })
      assert.deepEqual(await committed(), ['second', 'third again'])
    },
  },
  {
    name: 'many nested runs follow each other in one unit',
    async body({ committed, insert, unitOfWork }) {
      await unitOfWork.run(async () => {
        for (let i = 0; i < 30; i += 1) {
          const nested = unitOfWork.run(async (inner) => {
            await insert(inner, `row ${i}`)
            if (i % 3 !== 0) throw new Error('no')
          })
          await nested.catch(() => {})
        }
      })
      assert.equal((await committed()).length, 10)
    },
  },
  {
    name: 'a statement that fails in a nested run leaves the unit around it usable',
    async body(context) {
      const { committed, failingSql, insert, unitOfWork } = context
      await unitOfWork.run(async (tx) => {
        await insert(tx, 'before')
        await rejection(unitOfWork.run(() => currentOf(context).sql.execute(failingSql, [])))
        await insert(tx, 'after')
      })
      assert.deepEqual(await committed(), ['after', 'before'])
    },
  },
]
