import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import { PrismaPg } from '@prisma/adapter-pg'
import type pg from 'pg'
import { PrismaClient as GeneratedForPostgres } from '../generated/postgres/client.ts'
import { PrismaClient as GeneratedForSqlite } from '../generated/sqlite/client.ts'

export type PostgresClient = GeneratedForPostgres
export type SqliteClient = GeneratedForSqlite

/** A generated client over a pool, which whoever made it ends. */
export function postgresClient(pool: pg.Pool): PostgresClient {
  return new GeneratedForPostgres({ adapter: new PrismaPg(pool) })
}

/** A generated client over a connection of its own to a SQLite file, or to `:memory:`. */
export function sqliteClient(
  file: string,
  { busyTimeout = 5_000 }: { readonly busyTimeout?: number } = {},
): SqliteClient {
  const adapter = new PrismaBetterSqlite3({ url: `file:${file}`, timeout: busyTimeout })
  return new GeneratedForSqlite({ adapter })
}

const tables = {
  postgres: [
    'create table names (id serial primary key, name text not null)',
    'create table customers (id serial primary key, name text not null unique)',
    `create table orders (id serial primary key, total int not null,
  customer_id int not null references customers deferrable initially deferred)`,
  ],
  sqlite: [
    'create table names (id integer primary key, name text not null)',
    'create table customers (id integer primary key autoincrement, name text not null unique)',
    `create table orders (id integer primary key autoincrement, total integer not null,
  customer_id integer not null references customers deferrable initially deferred)`,
  ],
}

/** Creates the tables that the generated clients know. */
export async function createTables(
  client: { $executeRawUnsafe(sql: string): PromiseLike<number> },
  dialect: 'postgres' | 'sqlite',
): Promise<void> {
  for (const table of tables[dialect]) await client.$executeRawUnsafe(table)
}
