import { createPostgresDatabase, gate, type PostgresDatabase } from 'testing-databases'
import { createTables, Prisma, postgresClient, type PostgresClient } from 'testing-prisma'
import { ConcurrentNestedUnitOfWorkError, SuspendedFrameError, TransactionEndedError } from 'uow'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
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

describe('the transaction client', () => {
  it("has the user's models, relations and raw sql, and none of what belongs to the whole client", async () => {
    await uow.run(async (tx) => {
      const ada = await tx.customer.create({
        data: { name: 'Ada', orders: { create: [{ total: 1 }, { total: 2 }] } },
        include: { orders: true },
      })
      expect(ada.orders).toHaveLength(2)
      expect(await tx.order.findFirstOrThrow({ where: { total: 1 } }).customer()).toMatchObject({
        name: 'Ada',
      })
      expect(await tx.order.aggregate({ _sum: { total: true } })).toEqual({ _sum: { total: 3 } })
      expect(await tx.$queryRaw`select name from customers where id = ${ada.id}`).toEqual([
        { name: 'Ada' },
      ])
      expect(await tx.$queryRaw(Prisma.sql`select ${1}::int as one`)).toEqual([{ one: 1 }])
      expect(await tx.$executeRaw`update customers set name = 'Ada L.'`).toBe(1)
      expect('$connect' in tx).toBe(false)
      expect('$extends' in tx).toBe(false)
      expect(Object.keys(tx)).toContain('customer')
    })
    expect(await prisma.customer.findMany({ select: { name: true } })).toEqual([{ name: 'Ada L.' }])
  })

  it('sends a statement once it is awaited, and once only, as Prisma does', async () => {
    const answered = await uow.run(async (tx) => {
      const statement = tx.name.create({ data: { name: 'a' } })
      expect(await tx.name.count()).toBe(0)
      const [first, second] = await Promise.all([statement, statement, statement.finally(() => {})])
      expect(first).toEqual(second)
      const failing = tx.name.findFirstOrThrow({ where: { name: 'nobody' } })
      expect(await failing.catch(() => 'not found')).toBe('not found')
      return { statement }
    })
    // Its answer is there, whatever has become of the transaction.
    expect(await answered.statement).toMatchObject({ name: 'a' })
    expect(await prisma.name.count()).toBe(1)
  })

  it('lets Prisma answer many look-ups of one turn by one statement', async () => {
    await prisma.customer.createMany({ data: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] })
    const statements: string[] = []
    const logging = postgresClient(database.pool(), { onQuery: (sql) => statements.push(sql) })
    await prismaUnitOfWork(logging).run((tx) =>
      Promise.all([1, 2, 3].map((id) => tx.customer.findUnique({ where: { id } }))),
    )
    expect(statements.filter((sql) => sql.startsWith('SELECT'))).toHaveLength(1)
    await logging.$disconnect()
  })

  it('is refused after the end, in whichever way it is used', async () => {
    let client: PostgresTransaction | undefined
    await uow.run((tx) => {
      client = tx
    })
    const late = client!
    const ways: (() => PromiseLike<unknown>)[] = [
      () => late.name.create({ data: { name: 'late' } }),
      () => late.name.findMany(),
      () => late.customer.findFirst().orders(),
      () => late.$queryRaw`select 1`,
      () => late.$executeRaw`delete from names`,
      () => late.$queryRawUnsafe('select 1'),
      () => late.$executeRawUnsafe('delete from names'),
      () => late.$transaction(async () => {}),
    ]
    for (const way of ways) await expect(sent(way())).rejects.toThrow(TransactionEndedError)
  })
})

describe('$transaction on the transaction client', () => {
  it('is a nested run: its hooks go with it when it is undone', async () => {
    const order: string[] = []
    const register = (name: string): void => {
      uow.current()?.beforeCommit(() => order.push(`${name} before commit`))
      uow.current()?.afterRollback(() => order.push(`${name} rolled back`))
    }
    await uow.run(async (tx) => {
      const undone = tx.$transaction(async (inner) => {
        await inner.name.create({ data: { name: 'undone' } })
        register('undone')
        throw new Error('no')
      })
      await expect(undone).rejects.toThrow('no')
      const result = await tx.$transaction(async (inner) => {
        register('kept')
        await inner.$transaction((innermost) =>
          innermost.name.create({ data: { name: 'innermost' } }),
        )
        return await inner.name.create({ data: { name: 'kept' } })
      })
      expect(result).toMatchObject({ name: 'kept' })
      register('outer')
    })
    expect(order).toEqual(['undone rolled back', 'kept before commit', 'outer before commit'])
    expect(await prisma.name.count()).toBe(2)
  })

  it('of a handle is nested in the handle, though that is not ambient', async () => {
    const work = await uow.begin()
    const order: string[] = []
    await work.tx.$transaction(async (inner) => {
      expect(uow.current()?.root).toBe(work.transaction)
      uow.current()?.afterCommit(() => order.push('committed'))
      await inner.name.create({ data: { name: 'a' } })
    })
    expect(uow.current()).toBeUndefined()
    await work.commit()
    expect(order).toEqual(['committed'])
    expect(await prisma.name.count()).toBe(1)
  })

  it('suspends the client around it, and is refused twice at once', async () => {
    await uow.run(async (tx) => {
      const release = gate()
      const nested = tx.$transaction(() => release.passed)
      await release.waited
      await expect(tx.$transaction(async () => {})).rejects.toThrow(ConcurrentNestedUnitOfWorkError)
      await expect(sent(tx.name.count())).rejects.toThrow(SuspendedFrameError)
      release.open()
      await nested
      expect(await tx.name.count()).toBe(0)
    })
  })

  it('with a list does all of it or nothing, in the same transaction', async () => {
    const insert = (tx: PostgresTransaction, id: number): Prisma.PrismaPromise<unknown> =>
      tx.name.create({ data: { id, name: 'a' } })
    const unit = uow.run(async (tx) => {
      expect(await tx.$transaction([insert(tx, 1), tx.name.count()])).toMatchObject([{ id: 1 }, 1])
      const failed = tx.$transaction([insert(tx, 2), insert(tx, 1)])
      await expect(failed).rejects.toMatchObject({ code: 'P2002' })
      expect(await tx.name.count()).toBe(1)
      expect(await prisma.name.count()).toBe(0)
      throw new Error('no')
    })
    await expect(unit).rejects.toThrow('no')
    expect(await prisma.name.count()).toBe(0)
  })

  it('takes no options: they belong to the outermost unit', async () => {
    const unit = uow.run((tx) => tx.$transaction(async () => {}, { timeout: 1_000 }))
    await expect(unit).rejects.toMatchObject({ code: 'UOW_OPTION', option: 'timeout' })
  })
})

describe('an extended client', () => {
  const seen: string[] = []
  const extend = (client: PostgresClient) =>
    client.$extends({
      client: {
        async $greet(this: unknown, name: string) {
          const context = Prisma.getExtensionContext(this) as unknown as PostgresTransaction
          await context.name.create({ data: { name: `hello ${name}` } })
        },
      },
      model: {
        $allModels: {
          async exists(this: unknown) {
            const context = Prisma.getExtensionContext(this) as { count(): Promise<number> }
            return (await context.count()) > 0
          },
          parentOf(this: unknown): unknown {
            return (Prisma.getExtensionContext(this) as { $parent: unknown }).$parent
          },
        },
      },
      result: { name: { shout: { needs: { name: true }, compute: ({ name }) => `${name}!` } } },
      query: {
        $allModels: {
          $allOperations({ operation, args, query }) {
            seen.push(operation)
            return query(args)
          },
        },
      },
    })

  it('keeps what it was extended by, inside of the transaction', async () => {
    const extended = prismaUnitOfWork(extend(prisma))
    await extended.run(async (tx) => {
      seen.length = 0
      await tx.$greet('Ada')
      expect(await tx.name.exists()).toBe(true)
      expect(await prisma.name.count()).toBe(0)
      const found = await tx.name.findFirstOrThrow()
      expect(found.shout).toBe('hello Ada!')
      expect(tx.name.parentOf()).toBe(tx)
      expect(seen).toEqual(['create', 'count', 'findFirstOrThrow'])
    })
    expect(await prisma.name.count()).toBe(1)
  })

  it('is refused after the end in its own methods too', async () => {
    const extended = prismaUnitOfWork(extend(prisma))
    const late = await extended.run((tx) => ({ tx }))
    await expect(late.tx.$greet('Ada')).rejects.toThrow(TransactionEndedError)
    await expect(late.tx.name.exists()).rejects.toThrow(TransactionEndedError)
    expect(await prisma.name.count()).toBe(0)
  })

  it('that repeats transactions can not repeat a unit', async () => {
    const repeating = prisma.$extends({
      client: {
        async $transaction(work: (tx: PostgresTransaction) => Promise<unknown>, options: object) {
          return await prisma
            .$transaction(work as never, options)
            .catch(() => prisma.$transaction(work as never, options))
        },
      },
    })
    const unitOfWork = prismaUnitOfWork(repeating as unknown as PostgresClient)
    // Its commit is refused, for a deferred constraint. The second transaction would have nothing in
    // it, and be committed.
    const unit = unitOfWork.run(async (tx) => {
      await tx.name.create({ data: { name: 'a' } })
      await tx.order.create({ data: { customerId: 42, total: 1 } })
    })
    await expect(unit).rejects.toThrow(/twice/)
    expect(await prisma.name.count()).toBe(0)
  })
})
