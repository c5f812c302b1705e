import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import { PrismaPg } from '@prisma/adapter-pg'
import type pg from 'pg'
import { PrismaClient as GeneratedForPostgres } from '../generated/postgres/client.ts'
import { PrismaClient as GeneratedForSqlite } from '../generated/sqlite/client.ts'

export type PostgresClient = GeneratedForPostgres
export type SqliteClient = GeneratedForSqlite

export interface PostgresClientOptions {
  /** The client's own defaults for transactions. */
  readonly transactionOptions?: { readonly timeout: number }
  /** Gets every statement that is sent. */
  readonly onQuery?: (sql: string) => void
}

/** A generated client over a pool, which whoever made it ends. */
export function postgresClient(
  pool: pg.Pool,
  { onQuery, ...options }: PostgresClientOptions = {},
): PostgresClient {
  const adapter = new PrismaPg(pool)
  if (onQuery === undefined) return new GeneratedForPostgres({ adapter, ...options })
  const client = new GeneratedForPostgres({ adapter, ...options, log: queryEvents })
  client.$on('query', ({ query }) => onQuery(query))
  return client as unknown as PostgresClient
}

export interface SqliteClientOptions {
  /** How long a statement waits for a lock, in milliseconds. Default 5,000. */
  readonly busyTimeout?: number
  /** Gets every statement that is sent. */
  readonly onQuery?: (sql: string) => void
}

/** A generated client over a connection of its own to a SQLite file, or to `:memory:`. */
export function sqliteClient(
  file: string,
  { busyTimeout = 5_000, onQuery }: SqliteClientOptions = {},
): SqliteClient {
  const adapter = new PrismaBetterSqlite3({ url: `file:${file}`, timeout: busyTimeout })
  if (onQuery === undefined) return new GeneratedForSqlite({ adapter })
  const client = new GeneratedForSqlite({ adapter, log: queryEvents })
  client.$on('query', ({ query }) => onQuery(query))
  return client as unknown as SqliteClient
}

const queryEvents: { level: 'query'; emit: 'event' }[] = [{ level: 'query', emit: 'event' }]

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
