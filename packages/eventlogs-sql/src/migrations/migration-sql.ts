import type { SqlDialect } from 'uow'
import { tableNames, type TableOptions } from '../table-names.ts'
import { eventLogMigrations } from './migrations.ts'

/** Which statements are asked for. */
export interface MigrationSqlOptions extends TableOptions {
  /** Only the steps after this version. Default 0: all of them. */
  readonly after?: number
  /** Only the steps up to this version. Default: all of them. */
  readonly until?: number
}

/**
 * The migrations as one SQL script, for tools that take plain SQL (`prisma migrate`, Flyway, psql).
 * Run it in one transaction. The package's folder `migrations` holds the same scripts as files,
 * with the default names.
 *
 * ```ts
 * await writeFile('migrations/event-log.sql', migrationSql('postgres', { schema: 'outbox' }))
 * ```
 *
 * @throws EventLogOptionError when schema or prefix can't be a part of a name.
 */
export function migrationSql(
  dialect: SqlDialect,
  { after = 0, until = Infinity, ...tables }: MigrationSqlOptions = {},
): string {
  const names = tableNames(tables)
  return eventLogMigrations
    .filter(({ version }) => version > after && version <= until)
    .flatMap((migration) => migration.up(dialect, names))
    .map((statement) => `${statement.trim()};\n`)
    .join('\n')
}
