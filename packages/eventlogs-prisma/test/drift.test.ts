import { createPostgresDatabase, createSqliteDatabase } from 'testing-databases'
import { describe, expect, test } from 'vitest'
import type { TableOptions } from 'eventlogs-sql'
import { prismaMigrations, type PrismaProvider, prismaSchema } from '../src/index.ts'
import { postgresAdapter } from './support/postgres-adapter.ts'
import { schemaEngine, type SchemaEngine } from './support/schema-engine.ts'
import { sqliteAdapter } from './support/sqlite-adapter.ts'

const ownMigration = {
  postgresql:
    'create table "Order" (id serial not null, constraint "Order_pkey" primary key (id));',
  sqlite: 'create table "Order" (id integer not null primary key autoincrement);',
}

interface Given extends AsyncDisposable {
  readonly engine: SchemaEngine
  readonly names: readonly string[]
}

describe.each<{ provider: PrismaProvider; tables: TableOptions }>([
  { provider: 'postgresql', tables: {} },
  { provider: 'postgresql', tables: { tablePrefix: 'x'.repeat(41) } },
  { provider: 'postgresql', tables: { schema: 'outbox', tablePrefix: 'shop_' } },
  { provider: 'sqlite', tables: {} },
  { provider: 'sqlite', tables: { tablePrefix: 'shop_' } },
])('Prisma Migrate on $provider with $tables', ({ provider, tables }) => {
  test('finds nothing to do after the migrations, by its shadow database', async () => {
    await using given = await create(provider, tables)
    expect(await given.engine.dev()).toBeNull()
  })

  test('deploys the migrations after the application’s own, and finds no drift', async () => {
    await using given = await create(provider, tables)
    expect(await given.engine.deploy()).toEqual(given.names)
    expect(await given.engine.drift()).toBeNull()
    expect(await given.engine.deploy()).toEqual([])
  })

  test('finds the defaults in the tables that the fragment names', async () => {
    await using given = await create(provider, tables)
    await given.engine.deploy()
    // The engine takes `dbgenerated()` for any default, and for none.
    expect(expressions(await given.engine.pull())).toBe(provider === 'sqlite' ? 1 : 2)
    expect(expressions(prismaSchema(provider, tables))).toBe(provider === 'sqlite' ? 1 : 2)
  })
})

function expressions(schema: string): number {
  return (
    schema.match(/(created_at|createdAt|transaction_id|transactionId) .*dbgenerated\(/g)?.length ??
    0
  )
}

async function create(provider: PrismaProvider, tables: TableOptions): Promise<Given> {
  const spread = tables.schema === undefined ? '' : `schemas = ["public", "${tables.schema}"]`
  const schema = {
    'schema.prisma': `datasource db {
      provider = "${provider}"
      ${spread}
    }
    model Order {
      id Int @id @default(autoincrement())
      ${spread === '' ? '' : '@@schema("public")'}
    }`,
    'integration-events.prisma': prismaSchema(provider, tables),
  }
  const migrations = [
    { name: '20260101000000_orders', sql: ownMigration[provider] },
    ...prismaMigrations(provider, tables),
  ]
  const names = migrations.map(({ name }) => name)
  if (provider === 'sqlite') {
    const database = createSqliteDatabase()
    const adapter = sqliteAdapter(database)
    return {
      engine: await schemaEngine({ provider, adapter, schema, migrations }),
      names,
      [Symbol.asyncDispose]: async () => database.drop(),
    }
  }
  const database = await createPostgresDatabase()
  const adapter = postgresAdapter(database)
  return {
    engine: await schemaEngine({ provider, adapter, schema, migrations }),
    names,
    [Symbol.asyncDispose]: async () => await database.drop(),
  }
}
