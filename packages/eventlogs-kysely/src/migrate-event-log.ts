import { tableNames } from 'eventlogs-sql'
import { type Kysely, sql } from 'kysely'
import { type MigrationResult, Migrator } from 'kysely/migration'
import type { SqlDialect } from 'uow'
import { dialectOf } from './dialect-of.ts'
import {
  kyselyEventLogMigrations,
  type KyselyEventLogMigrationsOptions,
} from './kysely-event-log-migrations.ts'

/** Options of `migrateEventLog`. */
export type MigrateEventLogOptions = Omit<KyselyEventLogMigrationsOptions, 'namePrefix'>

/** SQLite has no lock to queue up at: of those who come at once, the slower fail and look again. */
const mostTries = 5

/**
 * Brings the event log's tables up to date by Kysely's `Migrator`, with a history of its own beside
 * yours, in the tables `<tablePrefix>migration` and `<tablePrefix>migration_lock`. Does nothing when
 * they are up to date; several processes may call it at once.
 *
 * ```ts
 * await migrateEventLog(db)
 * ```
 *
 * @returns what was done, step by step; empty when there was nothing to do.
 * @throws EventLogOptionError when an option has a value that it can't have; otherwise the error of
 *   the step that failed, which left nothing behind.
 */
export async function migrateEventLog<DB>(
  db: Kysely<DB>,
  options: MigrateEventLogOptions = {},
): Promise<readonly MigrationResult[]> {
  const { tablePrefix } = tableNames(options)
  const dialect = dialectOf(db, options.dialect)
  // Plugins may rename the columns of the migrator's own tables.
  const plain = db.withoutPlugins()
  const schema = options.schema ?? (await currentSchema(plain, dialect))
  const migrations = kyselyEventLogMigrations({ ...options, dialect })
  const migrator = new Migrator({
    db: plain,
    provider: { getMigrations: async () => migrations },
    migrationTableName: `${tablePrefix}migration`,
    migrationLockTableName: `${tablePrefix}migration_lock`,
    ...(schema === undefined ? {} : { migrationTableSchema: schema }),
  })
  for (let tries = 1; ; tries += 1) {
    const { error, results } = await migrator.migrateToLatest()
    if (error === undefined) return results ?? []
    if (dialect === 'postgres' || tries === mostTries) throw error
  }
}

/** Without a schema, Kysely would take a table of that name in any schema for its own. */
async function currentSchema<DB>(db: Kysely<DB>, dialect: SqlDialect): Promise<string | undefined> {
  if (dialect === 'sqlite') return undefined
  const { rows } = await sql<{ name: string | null }>`select current_schema() as name`.execute(db)
  return rows[0]?.name ?? undefined
}
