import { eventLogMigrations, migrationSql, type TableOptions } from 'eventlogs-sql'
import { dialectOfProvider, type PrismaProvider } from './prisma-provider.ts'
import { tableNamesOn } from './table-names-on.ts'

/** One step of the tables' history, as a folder of Prisma Migrate. */
export interface PrismaMigration {
  /** The folder's name: a date and time, by which Prisma sorts, and the `step`. */
  readonly name: string
  /** What stays the same whichever date the folder is given: `integration_events_0001_event_log`. */
  readonly step: string
  /** What stands in the folder's `migration.sql`. */
  readonly sql: string
}

const firstStamp = 20261126000000

/**
 * The event log's migrations, for the folder `migrations` beside your Prisma schema: `prisma migrate
 * deploy` applies them with your own, in the order of their names. One that was applied never
 * changes; a later release may add some. The package's folder `prisma` holds the same as files, with
 * the default names.
 *
 * @throws EventLogOptionError when there is no such provider, when schema or prefix can't be a part
 *   of a name, or when SQLite is given a schema.
 */
export function prismaMigrations(
  provider: PrismaProvider,
  tables: TableOptions = {},
): readonly PrismaMigration[] {
  const dialect = dialectOfProvider(provider)
  tableNamesOn(provider, tables)
  return eventLogMigrations.map(({ version, name }) => {
    const step = `integration_events_${name}`
    return {
      name: `${firstStamp + version - 1}_${step}`,
      step,
      sql: migrationSql(dialect, { ...tables, after: version - 1, until: version }),
    }
  })
}
