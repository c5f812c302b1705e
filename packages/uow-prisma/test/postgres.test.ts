import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import {
  createPostgresDatabase,
  eventually,
  gate,
  type PostgresDatabase,
  tcpProxy,
  type TcpProxy,
} from 'testing-databases'
import { createTables, postgresClient, type PostgresClient } from 'testing-prisma'
import {
  CommitOutcomeUnknownError,
  databaseFailure,
  TransactionAbortedError,
  TransactionEndedError,
  type UnitOfWork,
  UnitOfWorkTimeoutError,
} from 'uow'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { backendOf, cancelBackend } from '../src/transaction/backend.ts'
import { type PrismaUnitOfWork, prismaUnitOfWork } from '../src/index.ts'
import { type PostgresTransaction, sent } from './databases.ts'

let database: PostgresDatabase
let prisma: PostgresClient
let uow: PrismaUnitOfWork<PostgresTransaction>

beforeEach(async () => {
  database = await createPostgresDatabase()
  prisma = postgresClient(database.pool())
  await createTables(prisma, 'postgres')
  uow = prismaUnitOfWork(prisma)
})

afterEach(async () => {
  await prisma.$disconnect()
  await database.drop()
})

const insert = (tx: Pick<PostgresTransaction, 'name'>, name: string): Promise<{ name: string }> =>
  sent(tx.name.create({ data: { name } }))

const names = async (): Promise<string[]> =>
  (await database.pool().query('select name from names order by name')).rows.map(
    ({ name }: { name: string }) => name,
  )

/** Which hooks a unit runs, and in which state. */
function watched(states: string[], by: UnitOfWork = uow): void {
  const transaction = by.current()
  transaction?.afterCommit(() => states.push('committed'))
  transaction?.afterRollback(() => states.push(transaction.state))
}

const isolationOf = async (tx: PostgresTransaction): Promise<unknown> =>
  await tx.$queryRawUnsafe('show transaction_isolation')

describe('the isolation level', () => {
  it.each([
    ['read committed', 'read committed'],
    ['ReadUncommitted', 'read committed'],
    ['ReadCommitted', 'read committed'],
    ['RepeatableRead', 'repeatable read'],
    ['Serializable', 'serializable'],
    ['serializable', 'serializable'],
  ] as const)('%s is %s', async (isolationLevel, expected) => {
    const rows = [{ transaction_isolation: expected }]
    expect(await uow.run(isolationOf, { isolationLevel })).toEqual(rows)
    const work = await uow.begin({ isolationLevel })
    expect(await isolationOf(work.tx)).toEqual(rows)
    await work.rollback()
  })

  it('is that of the unit of work where the unit says nothing, and not that of a nested run', async () => {
    const strict = prismaUnitOfWork(prisma, { isolationLevel: 'Serializable', maxWait: 5_000 })
    const serializable = [{ transaction_isolation: 'serializable' }]
    expect(await strict.run(isolationOf)).toEqual(serializable)
    expect(await strict.run(() => strict.run(isolationOf))).toEqual(serializable)
    const relaxed = await strict.run(isolationOf, { isolationLevel: 'ReadCommitted' })
    expect(relaxed).toEqual([{ transaction_isolation: 'read committed' }])
  })
})

describe('the time that a unit may take', () => {
  it("is not that of Prisma's own timer, which ends a transaction after 5 seconds or as its client says", async () => {
    const hurried = postgresClient(database.pool(), { transactionOptions: { timeout: 30 } })
    const unitOfWork = prismaUnitOfWork(hurried)
    const slow = async (tx: PostgresTransaction): Promise<void> => {
      await tx.$queryRawUnsafe('select pg_sleep(0.1)::text')
      await insert(tx, 'a')
    }
    await expect(hurried.$transaction(slow)).rejects.toMatchObject({ code: 'P2028' })
    await unitOfWork.run(slow)
    expect(await names()).toEqual(['a'])
    await hurried.$disconnect()
  })
})

describe('waiting for a connection', () => {
  it('ends after maxWait, with an error that can be retried', async () => {
    const narrow = postgresClient(database.pool({ max: 1 }))
    const unitOfWork = prismaUnitOfWork(narrow)
    const holding = gate()
    const first = unitOfWork.run(() => holding.passed)
    await holding.waited
    const late = unitOfWork.run(() => {}, { maxWait: 20 })
    await expect(late).rejects.toMatchObject({ code: 'P2028' })
    expect(databaseFailure(await late.catch((error: unknown) => error))).toMatchObject({
      kind: 'busy',
      retryable: true,
    })
    holding.open()
    await first
    await unitOfWork.run((tx) => insert(tx, 'a'))
    expect(await names()).toEqual(['a'])
    await narrow.$disconnect()
  })
})

describe('a transaction that can not begin', () => {
  it('rejects, and leaves nothing behind', async () => {
    const states: string[] = []
    const unreachable = postgresClient(
      database.pool({ connectionString: 'postgres://nobody@127.0.0.1:1/none' }),
    )
    const unitOfWork = prismaUnitOfWork(unreachable)
    const unit = unitOfWork.run(() => watched(states, unitOfWork))
    await expect(unit).rejects.toThrow(/reach database server/)
    await expect(unitOfWork.begin()).rejects.toThrow(/reach database server/)
    expect(databaseFailure(await unit.catch((error: unknown) => error)).kind).toBe('connection')
    expect(states).toEqual([])
  })
})

describe('a commit that the server refuses', () => {
  it('for a deferred constraint is rolled back for certain, and rejects with its error', async () => {
    const states: string[] = []
    const unit = uow.run(async (tx) => {
      watched(states)
      await insert(tx, 'a')
      await tx.$executeRawUnsafe('insert into orders (total, customer_id) values (1, 42)')
    })
    const error = await unit.catch((reason: unknown) => reason)
    expect(databaseFailure(error)).toMatchObject({
      code: '23503',
      kind: 'constraint',
      retryable: false,
    })
    expect(CommitOutcomeUnknownError.isInstance(error)).toBe(false)
    expect(states).toEqual(['rolledBack'])
    expect(await names()).toEqual([])
  })

  it('for a conflict of serializable units is rolled back for certain', async () => {
    const states: string[] = []
    const bothHaveRead = gate()
    const firstCommitted = gate()
    const write = (name: string, ready: () => Promise<void>): Promise<unknown> =>
      uow.run(
        async (tx) => {
          watched(states)
          await tx.name.findMany()
          await insert(tx, name)
          await ready()
        },
        { isolationLevel: 'Serializable' },
      )
    const first = write('first', () => bothHaveRead.passed)
    const second = write('second', async () => {
      bothHaveRead.open()
      await firstCommitted.passed
    })
    await first
    firstCommitted.open()
    const error = await second.catch((reason: unknown) => reason)
    expect(databaseFailure(error)).toMatchObject({
      code: '40001',
      kind: 'conflict',
      retryable: true,
    })
    expect(states).toEqual(['committed', 'rolledBack'])
    expect(await names()).toEqual(['first'])
  })
})

describe('a swallowed failure', () => {
  it.each([
    ['of raw sql', async (tx: PostgresTransaction) => await tx.$queryRawUnsafe('select 1 / 0')],
    ['of a template', async (tx: PostgresTransaction) => await tx.$executeRaw`select 1 / 0`],
    [
      'of a model',
      async (tx: PostgresTransaction) =>
        await tx.order.create({ data: { customerId: -1, total: 3e9 } }),
    ],
  ])('%s ends in an error, though Prisma would call it committed', async (_, fail) => {
    let failure: unknown
    const unit = uow.run(async (tx) => {
      await insert(tx, 'a')
      await tx.$executeRawUnsafe('set constraints all immediate')
      await fail(tx).catch((error: unknown) => {
        failure = error
      })
      expect(failure).toBeDefined()
    })
    await expect(unit).rejects.toThrow(TransactionAbortedError)
    await expect(unit).rejects.toMatchObject({ cause: failure })
    expect(await names()).toEqual([])
  })

  it('that an extension hides from everybody ends in an error too', async () => {
    const forgiving = prisma.$extends({
      query: {
        name: {
          create: ({ args, query }) => query(args).catch(() => ({ id: 0, name: 'there already' })),
        },
      },
    })
    await prisma.$executeRawUnsafe('create unique index on names (name)')
    await insert(prisma, 'taken')
    const unitOfWork = prismaUnitOfWork(forgiving)
    const states: string[] = []
    const unit = unitOfWork.run(async (tx) => {
      watched(states, unitOfWork)
      await tx.customer.create({ data: { name: 'Ada' } })
      expect(await tx.name.create({ data: { name: 'taken' } })).toMatchObject({ id: 0 })
    })
    await expect(unit).rejects.toThrow(TransactionAbortedError)
    expect(states).toEqual(['rolledBack'])
    expect(await prisma.customer.count()).toBe(0)
  })

  it.each([
    { what: 'comes after one that was sent before', isHeldUp: false },
    { what: 'is overtaken by one that was sent later', isHeldUp: true },
  ])('that an extension hides, and that $what, ends in an error too', async ({ isHeldUp }) => {
    const release = gate()
    const forgiving = prisma.$extends({
      query: {
        name: {
          async create({ args, query }) {
            if (isHeldUp) await release.passed
            return await query(args).catch(() => ({ id: 0, name: 'there already' }))
          },
        },
      },
    })
    await prisma.$executeRawUnsafe('create unique index on names (name)')
    await insert(prisma, 'taken')
    const unitOfWork = prismaUnitOfWork(forgiving)
    const unit = unitOfWork.run(async (tx) => {
      await tx.customer.create({ data: { name: 'Ada' } })
      const fail = (): Promise<unknown> => sent(tx.name.create({ data: { name: 'taken' } }))
      const succeed = (): Promise<unknown> =>
        unitOfWork.current()!.sql.query('select pg_sleep(0.05)::text', [])
      if (isHeldUp) {
        const failing = fail()
        // Prisma sends a turn later.
        await nextTurn()
        await succeed()
        release.open()
        await failing
      } else await Promise.all([succeed(), fail()])
    })
    await expect(unit).rejects.toThrow(TransactionAbortedError)
    expect(await prisma.customer.count()).toBe(0)
  })

  it('costs nothing when no statement reached the server', async () => {
    await uow.run(async (tx) => {
      const invalid = tx.name.create({ data: { nonsense: 1 } as never })
      await expect(sent(invalid)).rejects.toThrow('nonsense')
      await insert(tx, 'a')
    })
    expect(await names()).toEqual(['a'])
  })

  it('in a nested run costs the nested run only', async () => {
    await uow.run(async (tx) => {
      await insert(tx, 'outer')
      const nested = uow.run(async (inner) => {
        await insert(inner, 'inner')
        await inner.$queryRawUnsafe('select 1 / 0').catch(() => {})
      })
      await expect(nested).rejects.toThrow(TransactionAbortedError)
    })
    expect(await names()).toEqual(['outer'])
  })
})

describe('a connection that breaks', () => {
  it('before the commit fails the statement, and is not used again', async () => {
    const states: string[] = []
    const unit = uow.run(async (tx) => {
      watched(states)
      await insert(tx, 'a')
      await tx.$queryRawUnsafe('select pg_terminate_backend(pg_backend_pid())')
    })
    const error = await unit.catch((reason: unknown) => reason)
    expect(databaseFailure(error)).toMatchObject({ kind: 'connection', retryable: true })
    expect(states).toEqual(['rolledBack'])
    for (let i = 0; i < 12; i += 1) await uow.run((tx) => insert(tx, 'b'))
    expect(await names()).toEqual(Array.from({ length: 12 }, () => 'b'))
  })

  it('while the transaction is idle leaves the outcome of its commit unknown', async () => {
    const states: string[] = []
    const unit = uow.run(async (tx) => {
      watched(states)
      await insert(tx, 'a')
      const [row] = await tx.$queryRaw<{ pid: number }[]>`select pg_backend_pid() as pid`
      await database.pool().query('select pg_terminate_backend($1)', [row?.pid])
      await eventually(async () => {
        const { rowCount } = await database
          .pool()
          .query('select from pg_stat_activity where pid = $1', [row?.pid])
        return rowCount === 0
      })
    })
    const error = await unit.catch((reason: unknown) => reason)
    expect(CommitOutcomeUnknownError.isInstance(error)).toBe(true)
    expect(databaseFailure(error)).toMatchObject({ kind: 'unknown', retryable: false })
    expect(states).toEqual(['unknown'])
    expect(await names()).toEqual([])
  })
})

describe('a server that does not answer', () => {
  let proxy: TcpProxy
  let farClient: PostgresClient
  let far: PrismaUnitOfWork<PostgresTransaction>

  beforeEach(async () => {
    const { hostname, port } = new URL(database.url)
    proxy = await tcpProxy({ to: { host: hostname, port: Number(port || 5432) } })
    const pool = database.pool({
      connectionString: proxy.through(database.url),
      query_timeout: 500,
    })
    farClient = postgresClient(pool)
    far = prismaUnitOfWork(farClient)
  })

  afterEach(async () => {
    await proxy.close()
    await farClient.$disconnect()
  })

  it('to a COMMIT leaves an unknown outcome, once the driver gives up', async () => {
    const states: string[] = []
    const unit = far.run(async (tx) => {
      watched(states, far)
      await insert(tx, 'a')
      proxy.holdServerToClient()
    })
    await expect(unit).rejects.toThrow(CommitOutcomeUnknownError)
    expect(states).toEqual(['unknown'])
    expect(await names()).toEqual(['a'])
  })

  it('to a ROLLBACK does not hang a unit that timed out', async () => {
    const unit = far.run(
      async (tx) => {
        await insert(tx, 'a')
        proxy.holdClientToServer()
        await new Promise(() => {})
      },
      { timeout: 50 },
    )
    await expect(unit).rejects.toThrow(UnitOfWorkTimeoutError)
  })
})

describe('a unit that times out while a statement runs', () => {
  it('cancels the statement instead of waiting for the lock', async () => {
    await insert(prisma, 'locked')
    const holder = await database.pool().connect()
    await holder.query('begin')
    await holder.query('select from names for update')
    try {
      let statement: Promise<unknown> | undefined
      const unit = uow.run(
        async (tx) => {
          statement = sent(tx.name.updateMany({ data: { name: 'changed' } }))
          await statement
        },
        { timeout: 100 },
      )
      await expect(unit).rejects.toThrow(UnitOfWorkTimeoutError)
      // It was cancelled, by name, while the lock is still held.
      const ended = statement?.catch((reason: unknown) => reason)
      const error = await Promise.race([ended, sleep(2_000, 'still waiting')])
      expect(databaseFailure(error)).toMatchObject({ code: '57014', kind: 'timeout' })
      await uow.run((tx) => insert(tx, 'afterwards'))
    } finally {
      await holder.query('rollback')
      holder.release()
    }
    expect(await names()).toEqual(['afterwards', 'locked'])
  })
})

describe('a cancellation that comes late', () => {
  it('does not hit the next transaction of the same connection', async () => {
    const narrow = postgresClient(database.pool({ max: 1 }))
    const first = await narrow.$transaction((tx) => backendOf(tx, uow.sql))
    const second = await narrow.$transaction(async (tx) => {
      const backend = await backendOf(tx, uow.sql)
      const sleeping = sent(tx.$queryRaw`select pg_sleep(0.5)::text as slept`)
      await eventually(async () => {
        const { rowCount } = await database
          .pool()
          .query(`select from pg_stat_activity where pid = $1 and state = 'active'`, [first?.pid])
        return rowCount === 1
      })
      await cancelBackend(first!)
      expect(await sleeping).toHaveLength(1)
      return backend
    })
    expect(second?.pid).toBe(first?.pid)
    await narrow.$disconnect()
  })
})

describe('statements that nobody awaited', () => {
  it('are part of the unit that they were sent in, and of its commit', async () => {
    await uow.run(async (tx) => {
      for (let i = 0; i < 10; i += 1) void insert(tx, `outer ${i}`)
      await uow.run((inner) => {
        for (let i = 0; i < 10; i += 1) void insert(inner, `inner ${i}`)
      })
      for (let i = 0; i < 10; i += 1) void insert(tx, `last ${i}`)
    })
    expect(await names()).toHaveLength(30)
  })

  it('of a nested run that rolled back do not become a part of the unit around it', async () => {
    await uow.run(async (tx) => {
      const nested = uow.run(async (inner) => {
        // Several statements, between which it could be rolled back.
        const orders = { create: Array.from({ length: 20 }, (_, total) => ({ total })) }
        sent(inner.customer.create({ data: { name: 'Ada', orders } })).catch(() => {})
        await new Promise(setImmediate)
        throw new Error('no')
      })
      await expect(nested).rejects.toThrow('no')
      await insert(tx, 'kept')
    })
    expect(await names()).toEqual(['kept'])
    expect(await prisma.order.count()).toBe(0)
  })

  it('are refused once their unit has rolled back, and never run on another transaction', async () => {
    const late: Promise<unknown>[] = []
    let client: PostgresTransaction | undefined
    for (let round = 0; round < 5; round += 1) {
      const unit = uow.run((tx) => {
        client = tx
        void insert(tx, `round ${round}`).catch(() => {})
        throw new Error('no')
      })
      await expect(unit).rejects.toThrow('no')
      late.push(insert(client!, `after ${round}`).catch((error: unknown) => error))
      await uow.run(() => Promise.all(late))
    }
    for (const error of await Promise.all(late))
      expect(TransactionEndedError.isInstance(error)).toBe(true)
    expect(await names()).toEqual([])
  })
})

describe('the outer client', () => {
  it('is another connection, and may be used inside of a unit', async () => {
    const unit = uow.run(async (tx) => {
      await insert(tx, 'undone')
      await insert(prisma, 'kept')
      throw new Error('no')
    })
    await expect(unit).rejects.toThrow('no')
    expect(await names()).toEqual(['kept'])
  })
})

describe('sql text', () => {
  it('binds arrays, and counts rows whatever the statement', async () => {
    const inserted = 'insert into names (name) select unnest($1::text[])'
    expect(await uow.sql.execute(inserted, [['a', 'b', 'c']])).toBe(3)
    expect(await uow.sql.execute('update names set name = $1 where name = $2', ['d', 'c'])).toBe(1)
    expect(await uow.sql.execute('delete from names where name = $1 returning name', ['d'])).toBe(1)
    expect(await uow.sql.execute('create table other (id int)', [])).toBe(0)
    expect(uow.sql.client).toBe(prisma)
  })
})
