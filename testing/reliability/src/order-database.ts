import SQLite from 'better-sqlite3'
import { migrateEventLog } from 'eventlogs-kysely'
import { Kysely, PostgresDialect, SqliteDialect } from 'kysely'
import type pg from 'pg'
import {
  createPostgresDatabase,
  createSqliteDatabase,
  type PostgresDatabase,
  type SqliteDatabase,
  tolerantPool,
} from 'testing-databases'

/** The application's own tables. */
export interface Tables {
  orders: { id: string }
}

/** How a process reaches the database; it travels as JSON. */
export type Connection =
  | { readonly dialect: 'postgres'; readonly url: string }
  | { readonly dialect: 'sqlite'; readonly file: string }

export type Dialect = Connection['dialect']

export const dialects: readonly Dialect[] = ['postgres', 'sqlite']

/** A throwaway database with the application's and the event log's tables. */
export interface OrderDatabase extends AsyncDisposable {
  readonly connection: Connection
  /** A client of the test's own, apart from the replicas'. */
  readonly db: Kysely<Tables>
  /** The committed orders. */
  orders(): Promise<Set<string>>
}

export async function createOrderDatabase(
  dialect: Dialect,
  options: { readonly server?: { readonly url: string }; readonly migrate?: boolean } = {},
): Promise<OrderDatabase> {
  const owner =
    dialect === 'postgres' ? await createPostgresDatabase(options) : createSqliteDatabase()
  const connection = connectionTo(owner)
  const db = openKysely(connection)
  await db.schema
    .createTable('orders')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .execute()
  if (options.migrate !== false) await migrateEventLog(db)
  return {
    connection,
    db,
    orders: async () => {
      const rows = await db.selectFrom('orders').select('id').execute()
      return new Set(rows.map(({ id }) => id))
    },
    [Symbol.asyncDispose]: async () => {
      await db.destroy().catch(() => {})
      await owner.drop()
    },
  }
}

/** The PostgreSQL database of a test that is about nothing else. */
export async function createPostgresOrders(server?: {
  readonly url: string
}): Promise<
  OrderDatabase & { readonly connection: { readonly dialect: 'postgres'; url: string } }
> {
  const database = await createOrderDatabase('postgres', server === undefined ? {} : { server })
  return database as typeof database & { connection: { dialect: 'postgres'; url: string } }
}

/** A client as an application would have it, with commits that survive a power cut. */
export function openKysely(connection: Connection, pool: pg.PoolConfig = {}): Kysely<Tables> {
  if (connection.dialect === 'postgres') {
    const options = { connectionString: connection.url, max: 8, ...pool }
    return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: tolerantPool(options) }) })
  }
  const database = new SQLite(connection.file, { timeout: 5_000 })
  database.pragma('journal_mode = wal')
  database.pragma('synchronous = full')
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database }) })
}

function connectionTo(database: PostgresDatabase | SqliteDatabase): Connection {
  return 'url' in database
    ? { dialect: 'postgres', url: database.url }
    : { dialect: 'sqlite', file: database.file }
}
