import SQLite from 'better-sqlite3'
import { kyselyEventLogMigrations } from 'eventlogs-kysely'
import { Kysely, SqliteDialect } from 'kysely'
import { Migrator, type Migration } from 'kysely/migration'

export interface Database {
  orders: { id: string; total: number }
}

const createOrders: Migration = {
  up: async (db: Kysely<unknown>) => {
    await db.schema
      .createTable('orders')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('total', 'integer', (column) => column.notNull())
      .execute()
  },
}

/** The service's own SQLite file, with settings under which a commit survives a power cut. */
export function openDatabase(file: string): Kysely<Database> {
  const database = new SQLite(file)
  database.pragma('journal_mode = wal')
  database.pragma('synchronous = full')
  return new Kysely<Database>({ dialect: new SqliteDialect({ database }) })
}

/** The event log's migrations run beside the service's own, by Kysely's Migrator. */
export async function migrate(db: Kysely<Database>): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: {
      getMigrations: () =>
        Promise.resolve({
          '2026-11-01-orders': createOrders,
          ...kyselyEventLogMigrations({ dialect: 'sqlite' }),
        }),
    },
  })
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) throw error
}
