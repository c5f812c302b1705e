import assert from 'node:assert/strict'
import { CommitOutcomeUnknownError } from '../errors/commit-outcome-unknown-error.ts'
import { TransactionAbortedError } from '../errors/transaction-aborted-error.ts'
import {
  type ContractCase,
  currentOf,
  insertBySql,
  rejection,
  rejectsWith,
} from './contract-case.ts'

const cutCases = (['server', 'nobody'] as const).map((reaches): ContractCase => ({
  name:
    reaches === 'server'
      ? 'a connection that breaks after COMMIT arrived leaves an unknown outcome'
      : 'a connection that breaks before COMMIT arrived leaves an unknown outcome',
  applies: ({ breakableConnections }) => breakableConnections,
  async body(context) {
    const { committed, cutNextCommit, insert, unitOfWork } = context
    assert.ok(cutNextCommit)
    const order: string[] = []
    const watch = (): void => {
      const transaction = currentOf(context)
      transaction.afterCommit(() => order.push('committed'))
      transaction.afterRollback(() => order.push(transaction.state))
    }
    cutNextCommit(reaches)
    await rejectsWith(
      unitOfWork.run(async (tx) => {
        watch()
        await insert(tx, 'run')
      }),
      CommitOutcomeUnknownError,
    )
    const work = await unitOfWork.begin()
    work.within(watch)
    await insert(work.tx, 'begin')
    cutNextCommit(reaches)
    await rejectsWith(work.commit(), CommitOutcomeUnknownError)
    // What a `catch` usually does must not cover the error that matters.
    await work.rollback()
    await work[Symbol.asyncDispose]()
    assert.deepEqual(order, ['unknown', 'unknown'])
    // The broken connections are not used again.
    for (let i = 0; i < 12; i += 1) await unitOfWork.run((tx) => insert(tx, 'afterwards'))
    const names = (await committed()).filter((name) => name !== 'afterwards')
    assert.deepEqual(names, reaches === 'server' ? ['begin', 'run'] : [])
  },
}))

/** A commit that isn't one is never taken for one. */
export const outcomeCases: readonly ContractCase[] = [
  ...cutCases,
  {
    name: 'a swallowed failure of a statement ends in an error, as nothing is committed',
    applies: ({ failureAbortsTransaction }) => failureAbortsTransaction,
    async body(context) {
      const { committed, failingSql, insert, unitOfWork } = context
      const order: string[] = []
      let failure: unknown
      const error = await rejectsWith(
        unitOfWork.run(async (tx) => {
          await insert(tx, 'a')
          currentOf(context).afterCommit(() => order.push('committed'))
          currentOf(context).afterRollback(() => order.push('rolled back'))
          failure = await rejection(currentOf(context).sql.query(failingSql, []))
        }),
        TransactionAbortedError,
      )
      assert.equal(error.cause, failure)
      assert.deepEqual(order, ['rolled back'])
      assert.deepEqual(await committed(), [])
    },
  },
  {
    name: 'a before-commit hook that meets a swallowed failure says what happened',
    applies: ({ failureAbortsTransaction }) => failureAbortsTransaction,
    async body(context) {
      const { committed, failingSql, unitOfWork } = context
      let failure: unknown
      const error = await rejectsWith(
        unitOfWork.run(async () => {
          const transaction = currentOf(context)
          transaction.beforeCommit(() => insertBySql(context, transaction, 'an event'))
          failure = await rejection(transaction.sql.query(failingSql, []))
        }),
        TransactionAbortedError,
      )
      assert.equal(error.cause, failure)
      assert.deepEqual(await committed(), [])
    },
  },
  {
    name: 'a failure that a nested run swallowed undoes the nested run, and it alone',
    applies: ({ failureAbortsTransaction }) => failureAbortsTransaction,
    async body(context) {
      const { committed, failingSql, insert, unitOfWork } = context
      await unitOfWork.run(async (tx) => {
        await insert(tx, 'outer')
        const nested = unitOfWork.run(async (inner) => {
          await insert(inner, 'inner')
          await rejection(currentOf(context).sql.query(failingSql, []))
        })
        await rejectsWith(nested, TransactionAbortedError)
      })
      assert.deepEqual(await committed(), ['outer'])
    },
  },
  {
    name: 'a failure that the database survives costs nothing when it is swallowed',
    applies: ({ failureAbortsTransaction }) => !failureAbortsTransaction,
    async body(context) {
      const { committed, failingSql, insert, unitOfWork } = context
      await unitOfWork.run(async (tx) => {
        await insert(tx, 'before')
        await rejection(currentOf(context).sql.query(failingSql, []))
        await insert(tx, 'after')
      })
      assert.deepEqual(await committed(), ['after', 'before'])
    },
  },
]
