import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { TableOptions } from 'eventlogs-sql'
import { SchemaFolderMissingError } from '../errors/index.ts'
import { prismaMigrations } from '../schema/prisma-migrations.ts'
import type { PrismaProvider } from '../schema/prisma-provider.ts'
import { prismaSchema } from '../schema/prisma-schema.ts'
import { tableNamesOn } from '../schema/table-names-on.ts'
import { planFragment } from './plan-fragment.ts'
import { planLock } from './plan-lock.ts'
import { planMigrations } from './plan-migrations.ts'
import type { PlannedFile } from './planned-file.ts'
import { writeAll } from './write-all.ts'

/** What to add, and where. */
export interface AddEventLogOptions extends TableOptions {
  readonly provider: PrismaProvider
  /** The folder of the Prisma schema. */
  readonly folder: string
  /** The folder of its migrations. Default: `migrations` in the folder of the schema. */
  readonly migrations?: string
  /** Whether a fragment that differs is overwritten. Default false. */
  readonly force?: boolean
  /** What new migrations are dated. Default: now. */
  readonly now?: Date
}

/**
 * Adds the fragment and the migrations to the folder of a Prisma schema: all of it, or nothing. A
 * migration that is there already, under whichever date, is left alone, for it may have been applied.
 *
 * @throws EventLogOptionError when provider, schema or prefix can't be.
 * @throws SchemaFolderMissingError when there is no such folder.
 * @throws MigrationLockError when the migrations are another provider's.
 * @throws FragmentDiffersError when another fragment is there, without `force`.
 * @throws MigrationTablesError when the first migration is there, and makes tables of other names.
 * @throws MigrationOrderError when no date makes the migrations sort last.
 */
export function addEventLog(options: AddEventLogOptions): readonly PlannedFile[] {
  const { provider, folder, force = false, now = new Date(), ...rest } = options
  const { migrations = join(folder, 'migrations'), ...tables } = rest
  const fragment = prismaSchema(provider, tables)
  const wanted = prismaMigrations(provider, tables)
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new SchemaFolderMissingError({ folder })

  const planned = [
    planFragment(join(folder, 'integration-events.prisma'), fragment, force),
    planLock(join(migrations, 'migration_lock.toml'), provider),
    ...planMigrations(migrations, wanted, now, tableNamesOn(provider, tables).log),
  ]
  writeAll(
    folder,
    planned.flatMap(({ path, content }) => (content === undefined ? [] : [{ path, content }])),
  )
  return planned
}
