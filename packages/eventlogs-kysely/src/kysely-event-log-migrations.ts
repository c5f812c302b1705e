import { eventLogMigrations, tableNames, type TableOptions } from 'eventlogs-sql'
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { SqlDialect } from 'uow'
import { dialectOf } from './dialect-of.ts'
import { type Direction, runMigration } from './run-migration.ts'

/** Options of `kyselyEventLogMigrations`. */
export interface KyselyEventLogMigrationsOptions extends TableOptions {
  /** The SQL that the database speaks. Default: told from Kysely's adapter. */
  readonly dialect?: SqlDialect
  /**
   * What each migration's name begins with. Kysely runs migrations in the order of their names and
   * refuses one that sorts before what has already run: give them the place in your own history at
   * which you add them, for example `2026-11-23_`. Default: none.
   */
  readonly namePrefix?: string
  /** Only the steps after this version. Default 0: all of them. */
  readonly after?: number
  /** Only the steps up to this version. Default: all of them, also those that a later release adds. */
  readonly until?: number
}

/**
 * The event log's migrations, for Kysely's `Migrator`, beside your own. A later release may add a step;
 * it sorts where your history has got to only under another prefix, so say which ones you mean.
 *
 * ```ts
 * const migrator = new Migrator({
 *   db,
 *   provider: {
 *     getMigrations: async () => ({
 *       ...(await ownMigrations.getMigrations()),
 *       ...kyselyEventLogMigrations({ namePrefix: '2026-11-23_', until: 2 }),
 *     }),
 *   },
 * })
 * ```
 *
 * @throws EventLogOptionError when an option has a value that it can't have.
 */
export function kyselyEventLogMigrations({
  dialect,
  namePrefix = '',
  after = 0,
  until = Infinity,
  ...tables
}: KyselyEventLogMigrationsOptions = {}): Record<string, Migration> {
  const names = tableNames(tables)
  const steps = eventLogMigrations.filter(({ version }) => version > after && version <= until)
  return Object.fromEntries(
    steps.map((migration) => {
      const run = (direction: Direction) => async (db: Kysely<unknown>) =>
        await runMigration(db, dialectOf(db, dialect), { names, migration, direction })
      return [`${namePrefix}${migration.name}`, { up: run('up'), down: run('down') }]
    }),
  )
}
