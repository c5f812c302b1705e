import { createPostgresDatabase, createSqliteDatabase, gate } from 'testing-databases'
import {
  createTables,
  type Prisma,
  postgresClient,
  type PostgresClient,
  sqliteClient,
  type SqliteClient,
} from 'testing-prisma'
import { databaseFailure, type DatabaseFailure } from 'uow'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

/** What Prisma rejects with, and what that means. */
async function failureOf(
  work: PromiseLike<unknown>,
): Promise<DatabaseFailure & { readonly prismaCode: unknown }> {
  try {
    await work
  } catch (error) {
    const { code } = error as { readonly code?: unknown }
    return { ...databaseFailure(error), prismaCode: code }
  }
  throw new Error('expected a failure')
}

describe('what Prisma throws on PostgreSQL', () => {
  let prisma: PostgresClient
  let close: () => Promise<void>

  beforeAll(async () => {
    const database = await createPostgresDatabase()
    prisma = postgresClient(database.pool())
    await createTables(prisma, 'postgres')
    await prisma.customer.createMany({ data: [{ name: 'Ada' }, { name: 'Bob' }] })
    close = async () => {
      await prisma.$disconnect()
      await database.drop()
    }
  })

  afterAll(() => close())

  const rename = (tx: Prisma.TransactionClient, id: number): PromiseLike<unknown> =>
    tx.customer.update({ where: { id }, data: { name: `customer ${id}` } })

  /** Two transactions that touch the same rows in opposite order. */
  const deadlock = async (
    touch: (tx: Prisma.TransactionClient, id: number) => PromiseLike<unknown>,
  ): Promise<unknown> => {
    const both = [gate(), gate()] as const
    const one = (first: number, second: number, mine: number): Promise<unknown> =>
      prisma.$transaction(async (tx) => {
        await touch(tx, first)
        both[mine]?.open()
        await both[1 - mine]?.passed
        await touch(tx, second)
      })
    const results = await Promise.allSettled([one(1, 2, 0), one(2, 1, 1)])
    const failed = results.find((result) => result.status === 'rejected')
    return Promise.reject(failed?.reason as Error)
  }

  it.each<[string, () => PromiseLike<unknown>, Partial<DatabaseFailure> & { prismaCode: string }]>([
    [
      'a unique constraint, by a model',
      () => prisma.customer.create({ data: { name: 'Ada' } }),
      { prismaCode: 'P2002', kind: 'constraint', code: '23505', retryable: false },
    ],
    [
      'a unique constraint, by raw sql',
      () => prisma.$executeRaw`insert into customers (name) values ('Ada')`,
      { prismaCode: 'P2010', kind: 'constraint', code: '23505', retryable: false },
    ],
    [
      'a deadlock, by a model',
      () => deadlock(rename),
      { prismaCode: 'P2034', kind: 'conflict', code: '40P01', retryable: true },
    ],
    [
      'a deadlock, by raw sql',
      () => deadlock((tx, id) => tx.$executeRaw`update customers set name = name where id = ${id}`),
      { prismaCode: 'P2010', kind: 'conflict', code: '40P01', retryable: true },
    ],
    [
      'a table that is missing, by raw sql',
      () => prisma.$queryRaw`select * from nothing`,
      { prismaCode: 'P2010', kind: 'missing', code: '42P01', retryable: false },
    ],
    [
      'a lock that can not be had in time',
      () =>
        prisma.$transaction(async (tx) => {
          await rename(tx, 1)
          await prisma.$transaction(async (other) => {
            await other.$executeRaw`set local lock_timeout = '10ms'`
            await rename(other, 1)
          })
        }),
      { prismaCode: 'P2039', kind: 'busy', code: '55P03', retryable: true },
    ],
    [
      'a statement that takes too long',
      () =>
        prisma.$transaction(async (tx) => {
          await tx.$executeRaw`set local statement_timeout = '10ms'`
          await tx.$queryRaw`select pg_sleep(10)::text`
        }),
      { prismaCode: 'P2010', kind: 'timeout', code: '57014', retryable: false },
    ],
    [
      'a transaction that takes too long',
      () =>
        prisma.$transaction(
          async (tx) => {
            await tx.$queryRaw`select pg_sleep(0.1)::text`
            await tx.customer.count()
          },
          { timeout: 20 },
        ),
      { prismaCode: 'P2028', kind: 'timeout', retryable: false },
    ],
    [
      'a transaction that an earlier failure has aborted',
      () =>
        prisma.$transaction(async (tx) => {
          await tx.$queryRaw`select 1 / 0`.catch(() => {})
          await tx.customer.count()
        }),
      { prismaCode: 'P2039', kind: 'aborted', code: '25P02', retryable: false },
    ],
    [
      'nonsense',
      () => prisma.$queryRawUnsafe('nonsense'),
      { prismaCode: 'P2010', kind: 'other', code: '42601', retryable: false },
    ],
  ])('is told apart: %s', async (_, work, expected) => {
    expect(await failureOf(work())).toMatchObject(expected)
  })

  it('is told apart: a connection that the server ended', async () => {
    const terminated = prisma.$queryRaw`select pg_terminate_backend(pg_backend_pid())`
    expect(await failureOf(terminated)).toMatchObject({ kind: 'connection', retryable: true })
  })
})

describe('what Prisma throws on SQLite', () => {
  let prisma: SqliteClient
  let close: () => Promise<void>
  let lock: (sql: string) => void

  beforeAll(async () => {
    const database = createSqliteDatabase()
    const other = database.open()
    lock = (sql) => void other.exec(sql)
    prisma = sqliteClient(database.file, { busyTimeout: 1 })
    await createTables(prisma, 'sqlite')
    await prisma.customer.create({ data: { name: 'Ada' } })
    close = async () => {
      await prisma.$disconnect()
      database.drop()
    }
  })

  afterAll(() => close())

  it.each<[string, () => PromiseLike<unknown>, Partial<DatabaseFailure> & { prismaCode: string }]>([
    [
      'a unique constraint, by a model',
      () => prisma.customer.create({ data: { name: 'Ada' } }),
      { prismaCode: 'P2002', kind: 'constraint', retryable: false },
    ],
    [
      'a unique constraint, by raw sql',
      () => prisma.$executeRaw`insert into customers (name) values ('Ada')`,
      { prismaCode: 'P2010', kind: 'constraint', retryable: false },
    ],
    [
      'a table that is missing',
      () => prisma.$queryRaw`select * from no_such_table`,
      { prismaCode: 'P2010', kind: 'missing', retryable: false },
    ],
  ])('is told apart: %s', async (_, work, expected) => {
    expect(await failureOf(work())).toMatchObject(expected)
  })

  it('is told apart: a lock that another connection holds, by a model and by raw sql', async () => {
    lock('begin immediate')
    const expected = { kind: 'busy', code: 'SQLITE_BUSY', retryable: true }
    const byModel = prisma.customer.create({ data: { name: 'Bob' } })
    expect(await failureOf(byModel)).toMatchObject({ ...expected, prismaCode: 'P1008' })
    const byRawSql = prisma.$executeRaw`delete from customers`
    expect(await failureOf(byRawSql)).toMatchObject({ ...expected, prismaCode: 'P2010' })
    lock('rollback')
  })
})
