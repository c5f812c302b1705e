import type { SqlDatabase, SqlDialect } from 'uow'
import type { AppendEvents, DialectLog, LogInspector } from './dialect-log.ts'
import { postgresAppend } from './postgres/append.ts'
import { postgresInspector } from './postgres/inspector.ts'
import { PostgresLog } from './postgres/postgres-log.ts'
import { sqliteAppend } from './sqlite/append.ts'
import { sqliteInspector } from './sqlite/inspector.ts'
import { SqliteLog } from './sqlite/sqlite-log.ts'
import type { TableNames } from './table-names.ts'

/** The event log in one dialect's SQL, for tables of given names. */
export interface Dialect {
  readonly append: AppendEvents
  readonly inspector: LogInspector
  log(database: SqlDatabase): DialectLog
}

const dialects: Record<SqlDialect, (names: TableNames) => Dialect> = {
  postgres: (names) => ({
    append: postgresAppend(names),
    inspector: postgresInspector(names),
    log: (database) => new PostgresLog(database, names),
  }),
  sqlite: (names) => ({
    append: sqliteAppend(names),
    inspector: sqliteInspector(names),
    log: (database) => new SqliteLog(database, names),
  }),
}

export function dialectFor(dialect: SqlDialect, names: TableNames): Dialect {
  return dialects[dialect](names)
}
