import { EventLogsPrismaError, hasCode } from './eventlogs-prisma-error.ts'

const code = 'EVENT_LOG_MIGRATION_TABLES'

/** The event log's first migration is there already, and makes tables of other names. */
export class MigrationTablesError extends EventLogsPrismaError {
  /** The migration that is there. */
  readonly migration: string
  /** The event log's table, by the names that were asked for. */
  readonly table: string

  constructor({ migration, table }: { readonly migration: string; readonly table: string }) {
    super({
      code,
      message:
        `The migration ${migration} does not make ${table}, so that what comes after it would ` +
        'fail: nothing was written. Give the --schema and --table-prefix that you gave before, or ' +
        'a folder of migrations of its own.',
    })
    this.migration = migration
    this.table = table
  }

  /** Whether `error` is a `MigrationTablesError`. */
  static override isInstance(error: unknown): error is MigrationTablesError {
    return hasCode(error, code)
  }
}
