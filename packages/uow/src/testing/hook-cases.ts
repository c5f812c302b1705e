import assert from 'node:assert/strict'
import { TransactionEndedError } from '../errors/transaction-ended-error.ts'
import {
  type ContractCase,
  currentOf,
  insertBySql,
  rejection,
  throwsWith,
} from './contract-case.ts'

/** Hooks run once, in order, and only where they belong. */
export const hookCases: readonly ContractCase[] = [
  {
    name: 'before-commit hooks run in the transaction, in order, and after-commit hooks after it',
    async body(context) {
      const order: string[] = []
      await context.unitOfWork.run(() => {
        const transaction = currentOf(context)
        transaction.afterCommit(() => order.push(`after 1, ${transaction.state}`))
        transaction.beforeCommit(async () => {
          await insertBySql(context, transaction, 'by a hook')
          order.push(`before 1, ${transaction.state}`)
        })
        transaction.beforeCommit(() => order.push('before 2'))
        transaction.afterCommit(async () => {
          order.push(`after 2, ${(await context.committed()).join()}`)
        })
        transaction.afterRollback(() => order.push('rolled back'))
        order.push('work')
      })
      assert.deepEqual(order, [
        'work',
        'before 1, open',
        'before 2',
        'after 1, committed',
        'after 2, by a hook',
      ])
    },
  },
  {
    name: 'hooks that are registered by before-commit hooks run too',
    async body(context) {
      const order: string[] = []
      await context.unitOfWork.run(() => {
        const transaction = currentOf(context)
        transaction.beforeCommit(() => {
          order.push('first')
          transaction.beforeCommit(async () => {
            await insertBySql(context, transaction, 'by a late hook')
            order.push('late')
          })
          transaction.afterCommit(() => order.push('after'))
        })
        transaction.beforeCommit(() => order.push('second'))
      })
      assert.deepEqual(order, ['first', 'second', 'late', 'after'])
      assert.deepEqual(await context.committed(), ['by a late hook'])
    },
  },
  {
    name: 'a last before-commit hook runs after all others, also after those that a last one registers',
    async body(context) {
      const order: string[] = []
      await context.unitOfWork.run(async () => {
        const transaction = currentOf(context)
        transaction.beforeCommit(
          () => {
            order.push('last 1')
            transaction.beforeCommit(() => order.push('after last 1'))
          },
          { last: true },
        )
        transaction.beforeCommit(() => order.push('last 2'), { last: true })
        transaction.beforeCommit(() => order.push('before'))
        await context.unitOfWork.run(() =>
          currentOf(context).beforeCommit(() => order.push('nested')),
        )
      })
      assert.deepEqual(order, ['before', 'nested', 'last 1', 'after last 1', 'last 2'])
    },
  },
  {
    name: 'a before-commit hook that throws rolls the unit back, and run rejects with its error',
    async body(context) {
      const order: string[] = []
      const error = new Error('the hook failed')
      const rejected = await rejection(
        context.unitOfWork.run(async (tx) => {
          await context.insert(tx, 'a')
          const transaction = currentOf(context)
          transaction.beforeCommit(() => Promise.reject(error))
          transaction.beforeCommit(() => order.push('next'))
          transaction.afterCommit(() => order.push('committed'))
          transaction.afterRollback(() => order.push('rolled back'))
        }),
      )
      assert.equal(rejected, error)
      assert.deepEqual(order, ['rolled back'])
      assert.deepEqual(await context.committed(), [])
    },
  },
  {
    name: 'hooks of a completed nested frame run at the outer commit',
    async body(context) {
      const order: string[] = []
      const { unitOfWork } = context
      await unitOfWork.run(async () => {
        currentOf(context).beforeCommit(() => order.push('outer before'))
        currentOf(context).afterCommit(() => order.push('outer after'))
        await unitOfWork.run(() => {
          currentOf(context).beforeCommit(() => order.push('inner before'))
          currentOf(context).afterCommit(() => order.push('inner after'))
          currentOf(context).afterRollback(() => order.push('inner rolled back'))
        })
        order.push('nested run ended')
      })
      assert.deepEqual(order, [
        'nested run ended',
        'outer before',
        'inner before',
        'outer after',
        'inner after',
      ])
    },
  },
  {
    name: 'hooks of a nested frame that rolled back are dropped, and its after-rollback hooks run at once',
    async body(context) {
      const order: string[] = []
      const { unitOfWork } = context
      await unitOfWork.run(async () => {
        await rejection(
          unitOfWork.run(() => {
            const inner = currentOf(context)
            inner.beforeCommit(() => order.push('inner before'))
            inner.afterCommit(() => order.push('inner after'))
            inner.afterRollback(() => order.push(`inner ${inner.state}`))
            throw new Error('no')
          }),
        )
        order.push('nested run ended')
      })
      assert.deepEqual(order, ['inner rolledBack', 'nested run ended'])
    },
  },
  {
    name: 'an outer rollback runs the after-rollback hooks of completed nested frames',
    async body(context) {
      const order: string[] = []
      const { unitOfWork } = context
      await rejection(
        unitOfWork.run(async () => {
          const inner = await unitOfWork.run(() => {
            currentOf(context).afterRollback(() => order.push('inner rolled back'))
            currentOf(context).afterCommit(() => order.push('inner committed'))
            return currentOf(context)
          })
          currentOf(context).afterRollback(() => order.push(`inner is ${inner.state}`))
          throw new Error('no')
        }),
      )
      assert.deepEqual(order, ['inner rolled back', 'inner is rolledBack'])
    },
  },
  {
    name: 'a before-commit hook can open a nested run',
    async body(context) {
      const { committed, insert, unitOfWork } = context
      await unitOfWork.run(() => {
        currentOf(context).beforeCommit(async () => {
          await rejection(
            unitOfWork.run(async (inner) => {
              await insert(inner, 'undone')
              throw new Error('no')
            }),
          )
          await unitOfWork.run((inner) => insert(inner, 'kept'))
        })
      })
      assert.deepEqual(await committed(), ['kept'])
    },
  },
  {
    name: 'a hook that comes after the end is refused',
    async body(context) {
      const transaction = await context.unitOfWork.run(() => currentOf(context))
      throwsWith(() => transaction.beforeCommit(() => {}), TransactionEndedError)
      throwsWith(() => transaction.afterCommit(() => {}), TransactionEndedError)
      throwsWith(() => transaction.afterRollback(() => {}), TransactionEndedError)
    },
  },
]
