import assert from 'node:assert/strict'
import { UnitOfWorkOptionError } from '../errors/unit-of-work-option-error.ts'
import { UnitOfWorkTimeoutError } from '../errors/unit-of-work-timeout-error.ts'
import type { UnitOfWorkOptions } from '../unit-of-work.ts'
import {
  type ContractCase,
  currentOf,
  insertBySql,
  rejectsWith,
  signal,
  throwsWith,
} from './contract-case.ts'

const levels = ['read committed', 'repeatable read', 'serializable'] as const

const invalid: readonly [name: string, value: unknown][] = [
  ['isolationLevel', 'snapshot'],
  ['isolationLevel', 3],
  ['timeout', 0],
  ['timeout', -1],
  ['timeout', 1.5],
  ['timeout', Number.NaN],
  ['timeout', Number.POSITIVE_INFINITY],
  ['timeout', 2 ** 31],
  ['timeout', '10s'],
]

/** Options do what they say, or are refused by name. */
export const optionCases: readonly ContractCase[] = [
  {
    name: 'an option that is not valid is refused by name, before anything happens',
    async body({ committed, insert, unitOfWork }) {
      for (const [option, received] of invalid) {
        const options = { [option]: received } as UnitOfWorkOptions
        for (const attempt of [
          unitOfWork.run((tx) => insert(tx, 'a'), options),
          unitOfWork.begin(options),
        ]) {
          const error = await rejectsWith(attempt, UnitOfWorkOptionError)
          assert.equal((error as UnitOfWorkOptionError).option, option)
          assert.equal((error as UnitOfWorkOptionError).received, received)
        }
      }
      assert.deepEqual(await committed(), [])
    },
  },
  {
    name: 'a nested run refuses what only an outermost unit can have',
    async body({ committed, insert, unitOfWork }) {
      await unitOfWork.run(async (tx) => {
        await insert(tx, 'outer')
        const nested = (options: UnitOfWorkOptions): Promise<unknown> =>
          unitOfWork.run((inner) => insert(inner, 'inner'), options)
        await rejectsWith(nested({ timeout: 1_000 }), UnitOfWorkOptionError)
        await rejectsWith(nested({ isolationLevel: 'serializable' }), UnitOfWorkOptionError)
      })
      assert.deepEqual(await committed(), ['outer'])
    },
  },
  {
    name: 'each isolation level that the database has is taken, and each other one refused',
    async body({ capabilities, committed, insert, unitOfWork }) {
      for (const isolationLevel of levels) {
        const unit = unitOfWork.run((tx) => insert(tx, isolationLevel), { isolationLevel })
        if (capabilities.isolationLevels.includes(isolationLevel)) await unit
        else await rejectsWith(unit, UnitOfWorkOptionError)
      }
      assert.deepEqual(await committed(), [...capabilities.isolationLevels].toSorted())
    },
  },
  {
    name: 'a run that takes longer than its timeout is rolled back, and what it still does is refused',
    async body(context) {
      const { committed, insert, unitOfWork } = context
      const order: string[] = []
      const timedOut = signal()
      let late: Promise<unknown> | undefined
      const unit = unitOfWork.run(
        async (tx) => {
          const transaction = currentOf(context)
          transaction.afterCommit(() => order.push('committed'))
          transaction.afterRollback(() => order.push(transaction.state))
          await insert(tx, 'early')
          late = timedOut.given.then(async () => {
            await rejectsWith(insertBySql(context, transaction, 'late'), UnitOfWorkTimeoutError)
            throwsWith(() => transaction.afterCommit(() => {}), UnitOfWorkTimeoutError)
            await rejectsWith(
              unitOfWork.run((inner) => insert(inner, 'late nested')),
              UnitOfWorkTimeoutError,
            )
          })
          await late
        },
        { timeout: 20 },
      )
      const error = await rejectsWith(unit, UnitOfWorkTimeoutError)
      assert.equal((error as UnitOfWorkTimeoutError).timeout, 20)
      timedOut.give()
      await late
      assert.deepEqual(order, ['rolledBack'])
      assert.deepEqual(await committed(), [])
    },
  },
  {
    name: 'a before-commit hook that takes longer than the timeout is not waited for',
    async body(context) {
      const { committed, insert, unitOfWork } = context
      const unit = unitOfWork.run(
        async (tx) => {
          await insert(tx, 'a')
          currentOf(context).beforeCommit(() => new Promise(() => {}))
        },
        { timeout: 20 },
      )
      await rejectsWith(unit, UnitOfWorkTimeoutError)
      assert.deepEqual(await committed(), [])
    },
  },
  {
    name: 'a unit that ends in time is not touched by its timeout',
    async body(context) {
      const { committed, insert, unitOfWork } = context
      await unitOfWork.run((tx) => insert(tx, 'a'), { timeout: 2_147_483_647 })
      const order: string[] = []
      await unitOfWork.run(
        async (tx) => {
          await insert(tx, 'b')
          // Longer than the timeout: the commit stands, and its hooks run to their end.
          currentOf(context).afterCommit(async () => {
            await new Promise((resolve) => setTimeout(resolve, 300))
            order.push('hook ran')
          })
        },
        { timeout: 250 },
      )
      assert.deepEqual(order, ['hook ran'])
      assert.deepEqual(await committed(), ['a', 'b'])
    },
  },
  {
    name: 'a handle that is forgotten is rolled back at its timeout, and frees its connection',
    async body(context) {
      const { committed, insert, unitOfWork } = context
      const rolledBack = signal()
      const work = await unitOfWork.begin({ timeout: 20 })
      work.transaction.afterRollback(rolledBack.give)
      await insert(work.tx, 'a')
      await rolledBack.given
      await rejectsWith(work.commit(), UnitOfWorkTimeoutError)
      await rejectsWith(work.saveChanges(), UnitOfWorkTimeoutError)
      await rejectsWith(insertBySql(context, work.transaction, 'b'), UnitOfWorkTimeoutError)
      await work.rollback()
      await work[Symbol.asyncDispose]()
      await unitOfWork.run((tx) => insert(tx, 'c'))
      assert.deepEqual(await committed(), ['c'])
    },
  },
]
