import Sqlite from 'better-sqlite3'
import { type Dialect, SqliteDialect } from 'kysely'

export function openDialect(): Dialect {
  const database = new Sqlite(process.env['DATABASE_URL'])
  database.pragma('journal_mode = wal')
  return new SqliteDialect({ database })
}
