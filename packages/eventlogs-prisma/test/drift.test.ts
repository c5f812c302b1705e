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

describe.each<{ where: string; provider: PrismaProvider; tables: TableOptions }>([
  { where: 'PostgreSQL', provider: 'postgresql', tables: {} },
  {
    where: 'PostgreSQL with the longest prefix',
    provider: 'postgresql',
    tables: { tablePrefix: 'x'.repeat(41) },
  },
  {
    where: 'PostgreSQL with a schema',
    provider: 'postgresql',
    tables: { schema: 'outbox', tablePrefix: 'shop_' },
  },
  { where: 'SQLite', provider: 'sqlite', tables: {} },
  { where: 'SQLite with a prefix', provider: 'sqlite', tables: { tablePrefix: 'shop_' } },
])('Prisma Migrate on $where', ({ provider, tables }) => {
  test('finds nothing to do after the migrations, by its shadow database', async () => {
    await using given = await create(provider, tables)
    expect(await given.engine.shadow()).toBeNull()
  })

  test('deploys the migrations after the application’s own, and finds no drift', async () => {
    await using given = await create(provider, tables)
    expect(await given.engine.deploy()).toEqual(given.names)
    expect(await given.engine.drift()).toBeNull()
    expect(await given.engine.deploy()).toEqual([])
    expect(await given.engine.dev()).toBeNull()
  })

  test('finds a default wherever the fragment says that there is one', async () => {
    await using given = await create(provider, tables)
    await given.engine.deploy()
    // To the engine `dbgenerated()` stands for any default, and for none.
    const pulled = expressionsIn(await given.engine.pull())
    expect(pulled).toEqual(expressionsIn(prismaSchema(provider, tables)))
    expect(pulled).toContain('created_at')
  })
})

/** The columns whose default is an expression. */
function expressionsIn(schema: string): readonly string[] {
  return schema
    .split('\n')
    .filter((line) => line.includes('@default(dbgenerated('))
    .map((line) => /@map\("(\w+)"\)/.exec(line)?.[1] ?? line.trim().split(/\s/)[0]!)
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
