import {
  createUnitOfWork,
  TransactionAbortedError,
  type TransactionDriver,
  TransactionEndedError,
  UnitOfWorkTimeoutError,
} from 'uow'
import { beforeEach, describe, expect, it } from 'vitest'
import { type MemoryClient, MemoryDatabase } from './memory-database.ts'

let database: MemoryDatabase
let order: string[]

beforeEach(() => {
  database = new MemoryDatabase()
  order = []
})

type Driver = TransactionDriver<MemoryClient>
type Begun = Awaited<ReturnType<Driver['begin']>>

const over = (change: (transaction: Begun) => Partial<Begun>): Driver => ({
  provider: 'memory',
  database: database.database,
  async begin(options, guard) {
    const transaction = await database.begin(options, guard)
    return Object.assign(transaction, change(transaction))
  },
})

const broken = new Error('the connection is broken')
const fail = (): Promise<never> => Promise.reject(broken)

describe('a driver that fails', () => {
  it('to begin, fails the run with its own error', async () => {
    const uow = createUnitOfWork<MemoryClient>({
      provider: 'memory',
      database: database.database,
      begin: fail,
    })
    await expect(uow.run(() => order.push('work'))).rejects.toBe(broken)
    await expect(uow.begin()).rejects.toBe(broken)
    expect(order).toEqual([])
  })

  it('to open a savepoint, fails the nested run alone', async () => {
    const uow = createUnitOfWork(over(() => ({ savepoint: fail })))
    await uow.run(async (tx) => {
      await expect(uow.run(() => order.push('nested'))).rejects.toBe(broken)
      await tx.insert('afterwards')
    })
    expect(order).toEqual([])
    expect(database.names).toEqual(['afterwards'])
  })

  it('to roll back to a savepoint, never gets to commit what should have been undone', async () => {
    const uow = createUnitOfWork(
      over((transaction) => {
        const savepoint = transaction.savepoint.bind(transaction)
        return {
          savepoint: async (guard) => ({ ...(await savepoint(guard)), rollback: fail }),
        }
      }),
    )
    const unit = uow.run(async (tx) => {
      uow.current()?.afterRollback(() => order.push('rolled back'))
      const nested = uow.run(async (inner) => {
        await inner.insert('to be undone')
        throw new Error('no')
      })
      await expect(nested).rejects.toThrow('no')
      await expect(tx.insert('afterwards')).rejects.toThrow(TransactionAbortedError)
    })
    await expect(unit).rejects.toMatchObject({ code: 'UOW_TRANSACTION_ABORTED', cause: broken })
    expect(order).toEqual(['rolled back'])
    expect(database.names).toEqual([])
  })

  it('to roll back, does not cover the error of the work', async () => {
    const uow = createUnitOfWork(over(() => ({ rollback: fail })))
    const error = new Error('the work failed')
    const unit = uow.run(() => {
      uow.current()?.afterRollback(() => order.push('rolled back'))
      throw error
    })
    await expect(unit).rejects.toBe(error)
    expect(order).toEqual(['rolled back'])
  })

  it('to commit, has rolled back, and is not asked to do so again', async () => {
    const uow = createUnitOfWork(
      over(() => ({
        commit: fail,
        rollback: async () => void order.push('asked to roll back'),
      })),
    )
    const unit = await uow.begin()
    unit.transaction.afterCommit(() => order.push('committed'))
    unit.transaction.afterRollback(() => order.push(unit.transaction.state))
    await expect(unit.commit()).rejects.toBe(broken)
    await unit.rollback()
    await unit[Symbol.asyncDispose]()
    expect(order).toEqual(['rolledBack'])
  })

  it('to answer a rollback, does not hang a unit that timed out', { timeout: 8_000 }, async () => {
    const uow = createUnitOfWork(over(() => ({ rollback: () => new Promise(() => {}) })))
    const unit = uow.run(
      () => {
        uow.current()?.afterRollback(() => order.push('rolled back'))
        return new Promise(() => {})
      },
      { timeout: 10 },
    )
    await expect(unit).rejects.toThrow(UnitOfWorkTimeoutError)
    expect(order).toEqual(['rolled back'])
  })
})

describe('a unit whose commit is on its way', () => {
  it('takes no more hooks or statements, which nobody would run', async () => {
    const refusals: unknown[] = []
    const attempt = async (work: () => unknown): Promise<unknown> => {
      try {
        return await work()
      } catch (error) {
        return error
      }
    }
    const uow = createUnitOfWork(
      over((transaction) => {
        const commit = transaction.commit.bind(transaction)
        return {
          async commit() {
            const current = uow.current()
            refusals.push(
              await attempt(() => current?.beforeCommit(() => {})),
              await attempt(() => current?.afterCommit(() => {})),
              await attempt(() => current?.sql.execute('insert', ['late'])),
              await attempt(() => transaction.native.insert('late')),
              await attempt(() => uow.run(() => {})),
            )
            await commit()
          },
        }
      }),
    )
    const unit = await uow.begin()
    await unit.within(() => unit.commit())
    expect(refusals.map((error) => TransactionEndedError.isInstance(error))).toEqual(
      Array.from({ length: 5 }, () => true),
    )
    expect(database.names).toEqual([])
  })
})

describe('a unit that times out', () => {
  it('while its work swallows the refusals, is not committed', async () => {
    const uow = createUnitOfWork(over(() => ({})))
    let timedOut: () => void = () => {}
    const timeout = new Promise<void>((resolve) => {
      timedOut = resolve
    })
    const unit = uow.run(
      async (tx) => {
        uow.current()?.afterRollback(timedOut)
        await tx.insert('early')
        await timeout
        await tx.insert('late').catch(() => {})
      },
      { timeout: 10 },
    )
    await expect(unit).rejects.toThrow(UnitOfWorkTimeoutError)
    expect(database.names).toEqual([])
  })
})
