import { type PostgresClient, type Prisma, sqliteClient } from 'testing-prisma'
import type { ExplicitUnitOfWork, UnitOfWork } from 'uow'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { type PrismaTransactionClient, prismaUnitOfWork } from '../src/index.ts'

const prisma = sqliteClient(':memory:')
type Tx = PrismaTransactionClient<typeof prisma>

describe('the types', () => {
  it("give the work the user's own transaction client", () => {
    const uow = prismaUnitOfWork(prisma)
    const work = (): Promise<number> =>
      uow.run(async (tx) => {
        expectTypeOf(tx).toEqualTypeOf<Tx>()
        const order = await tx.order.findFirst({ select: { total: true } })
        expectTypeOf(order).toEqualTypeOf<{ total: number } | null>()
        // @ts-expect-error -- there is no such model
        void tx.nothing
        // @ts-expect-error -- the whole client only
        void tx.$disconnect
        return 42
      })
    expectTypeOf(work).returns.toEqualTypeOf<Promise<number>>()
    const begin = (): Promise<ExplicitUnitOfWork<Tx>> => uow.begin()
    expectTypeOf(begin).returns.resolves.toEqualTypeOf<ExplicitUnitOfWork<Tx>>()
    expect(uow.provider).toBe('prisma')
  })

  it('fit functions that were written for Prisma’s own transaction client', () => {
    expectTypeOf<PrismaTransactionClient<PostgresClient>>().toExtend<Prisma.TransactionClient>()
    expectTypeOf<Prisma.TransactionClient>().toExtend<PrismaTransactionClient<PostgresClient>>()
  })

  it('keep what a client was extended by', () => {
    const extended = prisma.$extends({ client: { $hello: () => 'hello' } })
    const uow = prismaUnitOfWork(extended)
    const work = (): Promise<string> => uow.run((tx) => tx.$hello())
    expectTypeOf(work).returns.toEqualTypeOf<Promise<string>>()
  })

  it('accept a unit of work where its client does not matter', () => {
    const uow: UnitOfWork = prismaUnitOfWork(prisma)
    expect(uow.sql.dialect).toBe('sqlite')
  })

  it("take Prisma's names of isolation levels, and SQL's", () => {
    const uow = prismaUnitOfWork(prisma)
    type Options = NonNullable<Parameters<typeof uow.run>[1]>
    expectTypeOf<'Serializable'>().toExtend<Options['isolationLevel']>()
    expectTypeOf<'serializable'>().toExtend<Options['isolationLevel']>()
    expectTypeOf<Prisma.TransactionIsolationLevel>().toExtend<Options['isolationLevel']>()
    expectTypeOf<'chaos'>().not.toExtend<Options['isolationLevel']>()
    expect(uow).toBeDefined()
  })
})
