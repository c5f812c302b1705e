import assert from 'node:assert/strict'
import { type ContractCase, currentOf, rejection } from './contract-case.ts'

/** After hooks run when the outcome stands, outside of what has ended. */
export const afterHookCases: readonly ContractCase[] = [
  {
    name: 'a rollback runs after-rollback hooks in order, and no others',
    async body(context) {
      const order: string[] = []
      await rejection(
        context.unitOfWork.run(() => {
          const transaction = currentOf(context)
          transaction.beforeCommit(() => order.push('before'))
          transaction.afterCommit(() => order.push('committed'))
          transaction.afterRollback(() => order.push(`1, ${transaction.state}`))
          transaction.afterRollback(async () => order.push('2'))
          throw new Error('no')
        }),
      )
      assert.deepEqual(order, ['1, rolledBack', '2'])
    },
  },
  {
    name: 'a first after hook runs before those that were registered earlier, also inside of it',
    async body(context) {
      const order: string[] = []
      const register = (name: string): void => {
        const transaction = currentOf(context)
        for (const first of [false, true]) {
          const hook = (after: string) => () =>
            order.push(`${name} ${after}${first ? ', first' : ''}`)
          transaction.afterCommit(hook('committed'), { first })
          transaction.afterRollback(hook('rolled back'), { first })
        }
      }
      const work = async (): Promise<void> => {
        register('outer')
        await context.unitOfWork.run(() => register('inner'))
      }
      await context.unitOfWork.run(work)
      await rejection(
        context.unitOfWork.run(async () => {
          await work()
          throw new Error('undo')
        }),
      )
      const expected = (after: string): string[] => [
        `outer ${after}, first`,
        `inner ${after}, first`,
        `outer ${after}`,
        `inner ${after}`,
      ]
      assert.deepEqual(order, [...expected('committed'), ...expected('rolled back')])
    },
  },
  {
    name: 'before-commit hooks have the root as the ambient frame, and after hooks have none',
    async body(context) {
      const { unitOfWork } = context
      const ambient: unknown[] = []
      const see = (): unknown => ambient.push(unitOfWork.current() ?? 'none')
      const root = await unitOfWork.run(async () => {
        await unitOfWork.run(() => {
          currentOf(context).beforeCommit(see)
          currentOf(context).afterCommit(see)
        })
        return currentOf(context)
      })
      await rejection(
        unitOfWork.run(() => {
          currentOf(context).afterRollback(see)
          throw new Error('no')
        }),
      )
      assert.equal(ambient[0], root)
      assert.deepEqual(ambient.slice(1), ['none', 'none'])
    },
  },
  {
    name: 'an after-commit hook can run a unit of work of its own',
    async body(context) {
      const { committed, insert, unitOfWork } = context
      await unitOfWork.run(async (tx) => {
        await insert(tx, 'first')
        currentOf(context).afterCommit(() => unitOfWork.run((own) => insert(own, 'second')))
      })
      assert.deepEqual(await committed(), ['first', 'second'])
      assert.deepEqual(context.hookErrors, [])
    },
  },
  {
    name: 'an error of an after hook is reported, and stops neither the others nor the caller',
    async body(context) {
      const { unitOfWork } = context
      const order: string[] = []
      const result = await unitOfWork.run(() => {
        currentOf(context).afterCommit(() => Promise.reject(new Error('after commit')))
        currentOf(context).afterCommit(() => order.push('next'))
        return 'result'
      })
      const error = new Error('the work failed')
      const rejected = await rejection(
        unitOfWork.run(() => {
          currentOf(context).afterRollback(() => {
            throw new Error('after rollback')
          })
          currentOf(context).afterRollback(() => order.push('next too'))
          throw error
        }),
      )
      assert.equal(result, 'result')
      assert.equal(rejected, error)
      assert.deepEqual(order, ['next', 'next too'])
      assert.deepEqual(
        context.hookErrors.map(({ error: reported, hook }) => [String(reported), hook]),
        [
          ['Error: after commit', 'afterCommit'],
          ['Error: after rollback', 'afterRollback'],
        ],
      )
    },
  },
]
