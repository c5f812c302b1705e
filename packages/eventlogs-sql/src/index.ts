export { sqlEventLog, type SqlEventLogOptions } from './sql-event-log.ts'
export { sqlInbox, type SqlInboxOptions } from './sql-inbox.ts'
export {
  defaultTablePrefix,
  type TableNames,
  tableNames,
  type TableOptions,
} from './table-names.ts'
export type { EventLogMigration } from './migrations/migration.ts'
export { migrationSql, type MigrationSqlOptions } from './migrations/migration-sql.ts'
export { migrateTables, tablesVersion } from './migrations/migrate-tables.ts'
export { eventLogMigrations, schemaVersion } from './migrations/migrations.ts'
export {
  EventLogNotOpenError,
  EventLogOptionError,
  SqlEventLogError,
  SqliteJournalModeError,
  UndecodableRowError,
} from './errors/index.ts'
