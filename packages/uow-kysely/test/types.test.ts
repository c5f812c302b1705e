import {
  DummyDriver,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  Transaction,
} from 'kysely'
import type { ExplicitUnitOfWork, UnitOfWork } from 'uow'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { kyselyUnitOfWork } from '../src/index.ts'

interface Shop {
  orders: { id: number; total: number }
}

const db = new Kysely<Shop>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (client) => new SqliteIntrospector(client),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
})

describe('the types', () => {
  it("give the work the user's own transaction client", async () => {
    const uow = kyselyUnitOfWork(db)
    expectTypeOf(uow).toEqualTypeOf<UnitOfWork<Transaction<Shop>>>()
    const result = uow.run((tx) => {
      expectTypeOf(tx).toEqualTypeOf<Transaction<Shop>>()
      expect(tx).toBeInstanceOf(Transaction)
      expectTypeOf(tx.selectFrom('orders').select('total').execute()).resolves.toEqualTypeOf<
        { total: number }[]
      >()
      // @ts-expect-error -- there is no such table
      expect(() => tx.selectFrom('nothing')).not.toThrow()
      return 42
    })
    expectTypeOf(result).toEqualTypeOf<Promise<number>>()
    expect(await result).toBe(42)
    expectTypeOf(uow.begin()).resolves.toEqualTypeOf<ExplicitUnitOfWork<Transaction<Shop>>>()
  })

  it('accept a unit of work where its client does not matter', () => {
    expectTypeOf<UnitOfWork<Transaction<Shop>>>().toExtend<UnitOfWork>()
  })
})
