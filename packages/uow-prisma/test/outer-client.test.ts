import { inspect } from 'node:util'
import { createSqliteDatabase, gate, type SqliteDatabase } from 'testing-databases'
import { createTables, sqliteClient, type SqliteClient } from 'testing-prisma'
import { ConnectionSharedError, OuterClientInsideTransactionError } from 'uow'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type PrismaUnitOfWork, prismaUnitOfWork } from '../src/index.ts'
import { sent, type SqliteTransaction } from './databases.ts'

let database: SqliteDatabase
let prisma: SqliteClient
let uow: PrismaUnitOfWork<SqliteTransaction>
const statements: string[] = []

beforeEach(async () => {
  database = createSqliteDatabase()
  database.open()
  prisma = sqliteClient(database.file, { onQuery: (sql) => statements.push(sql) })
  await createTables(prisma, 'sqlite')
  uow = prismaUnitOfWork(prisma)
})

afterEach(async () => {
  await prisma.$disconnect()
  database.drop()
})

type Names = Pick<SqliteClient, 'name'>

const insert = (by: Names, name: string): Promise<{ name: string }> =>
  sent(by.name.create({ data: { name } }))

const names = (): string[] =>
  database
    .open({ readonly: true })
    .prepare<[], { name: string }>('select name from names order by name')
    .all()
    .map(({ name }) => name)

const ways: readonly [string, (by: SqliteClient) => PromiseLike<unknown>][] = [
  ['a model, writing', (by) => by.name.create({ data: { name: 'outside' } })],
  ['a model, reading', (by) => by.name.findMany()],
  ['a relation', (by) => by.order.findFirst().customer()],
  ['$queryRaw', (by) => by.$queryRaw`select 1 as one`],
  ['$executeRaw', (by) => by.$executeRaw`insert into names (name) values ('outside')`],
  ['$queryRawUnsafe', (by) => by.$queryRawUnsafe('select 1 as one')],
  ['$executeRawUnsafe', (by) => by.$executeRawUnsafe(`delete from names`)],
  ['$transaction', (by) => by.$transaction((tx) => insert(tx, 'outside'))],
  ['$transaction with a list', (by) => by.$transaction([by.name.count()])],
]

describe('the outer client on SQLite', () => {
  it.each(ways)('is refused inside of a unit: %s', async (_, use) => {
    await uow.run(async (tx) => {
      await expect(sent(use(prisma))).rejects.toThrow(OuterClientInsideTransactionError)
      const nested = uow.run(() => sent(use(prisma)))
      await expect(nested).rejects.toThrow(OuterClientInsideTransactionError)
      await insert(tx, 'inside')
    })
    expect(names()).toEqual(['inside'])
    await use(prisma)
  })

  it.each(ways)('waits for the end of a unit that it is not inside of: %s', async (_, use) => {
    await insert(prisma, 'before')
    const written = gate()
    const unit = uow.run(async (tx) => {
      await insert(tx, 'undone')
      await written.passed
      throw new Error('no')
    })
    await written.waited
    let isDone = false
    const outside = sent(use(prisma)).finally(() => {
      isDone = true
    })
    await new Promise(setImmediate)
    expect(isDone).toBe(false)
    written.open()
    await expect(unit).rejects.toThrow('no')
    const seen = await outside
    // Neither was it a part of the unit, nor did it see what the unit had written.
    expect(inspect(seen)).not.toContain('undone')
    expect(names()).not.toContain('undone')
  })

  it('is not undone with a unit that happened to be open', async () => {
    const written = gate()
    const unit = uow.run(async (tx) => {
      await insert(tx, 'undone')
      await written.passed
      throw new Error('no')
    })
    await written.waited
    const outside = [
      insert(prisma, 'by a model'),
      sent(prisma.$executeRaw`insert into names (name) values ('by raw sql')`),
      prisma.$transaction((tx) => insert(tx, 'by a transaction')),
    ]
    written.open()
    await expect(unit).rejects.toThrow('no')
    await Promise.all(outside)
    expect(names()).toEqual(['by a model', 'by a transaction', 'by raw sql'])
  })

  it("is not undone with another one's own transaction, either", async () => {
    const written = gate()
    const transaction = prisma.$transaction(async (tx) => {
      await insert(tx, 'undone')
      await written.passed
      throw new Error('no')
    })
    await written.waited
    const outside = [insert(prisma, 'kept'), uow.run((tx) => insert(tx, 'by a unit'))]
    written.open()
    await expect(transaction).rejects.toThrow('no')
    await Promise.all(outside)
    expect(names()).toEqual(['by a unit', 'kept'])
  })

  it('inside of its own transaction is as it was, and a unit in there is refused', async () => {
    const transaction = prisma.$transaction(async (tx) => {
      await insert(tx, 'in the transaction')
      expect(await prisma.name.count()).toBe(1)
      await expect(uow.run(() => {})).rejects.toThrow(ConnectionSharedError)
      await tx.$transaction((inner) => insert(inner, 'nested'))
      return await tx.$queryRaw`select 1 as one`
    })
    expect(await transaction).toEqual([{ one: 1n }])
    expect(names()).toEqual(['in the transaction', 'nested'])
  })

  it('that outlives its own transaction waits for its turn like any other', async () => {
    const ended = gate()
    let late: Promise<unknown> | undefined
    await prisma.$transaction(async () => {
      late = ended.passed.then(() => insert(prisma, 'late'))
    })
    const written = gate()
    const unit = uow.run(async () => {
      await written.passed
      throw new Error('no')
    })
    await written.waited
    ended.open()
    await new Promise(setImmediate)
    written.open()
    await expect(unit).rejects.toThrow('no')
    await late
    expect(names()).toEqual(['late'])
  })

  it('still answers many look-ups of one turn by one statement, and lists at once', async () => {
    await prisma.customer.createMany({ data: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] })
    statements.length = 0
    await Promise.all([1, 2, 3].map((id) => prisma.customer.findUnique({ where: { id } })))
    expect(statements.filter((sql) => sql.startsWith('SELECT'))).toHaveLength(1)
    const list = prisma.$transaction([
      prisma.name.create({ data: { id: 1, name: 'a' } }),
      prisma.name.create({ data: { id: 1, name: 'again' } }),
    ])
    await expect(list).rejects.toMatchObject({ code: 'P2002' })
    expect(names()).toEqual([])
  })

  it('may be an extended one', { timeout: 3_000 }, async () => {
    const extended = prisma.$extends({
      model: {
        name: {
          async add(this: unknown, name: string) {
            return await insert(this as { name: never } as unknown as Names, name)
          },
        },
      },
    })
    const unitOfWork = prismaUnitOfWork(extended)
    await unitOfWork.run(async () => {
      const refused = expect(sent(extended.name.count())).rejects
      await refused.toThrow(OuterClientInsideTransactionError)
      // Those that it comes from share its connection, and its turns.
      await expect(insert(prisma, 'a')).rejects.toThrow(OuterClientInsideTransactionError)
      await expect(uow.run(() => {})).rejects.toThrow(OuterClientInsideTransactionError)
    })
    await uow.run(async () => {
      await expect(unitOfWork.run(() => {})).rejects.toThrow(OuterClientInsideTransactionError)
    })
    expect(await extended.name.count()).toBe(0)
  })
})
