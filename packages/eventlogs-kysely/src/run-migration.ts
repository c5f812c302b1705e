import { type EventLogMigration, type TableNames } from 'eventlogs-sql'
import { CompiledQuery, type Kysely } from 'kysely'
import type { SqlDialect } from 'uow'

/** Which way to go. */
export type Direction = 'up' | 'down'

/**
 * Makes one step, or undoes it, in one transaction; Kysely's `Migrator` brings one on PostgreSQL,
 * but none on SQLite. A step up that has been made already (by the plain SQL, or by another process
 * at this moment) is left alone.
 */
export async function runMigration(
  db: Kysely<unknown>,
  dialect: SqlDialect,
  {
    names,
    migration,
    direction,
  }: {
    readonly names: TableNames
    readonly migration: EventLogMigration
    readonly direction: Direction
  },
): Promise<void> {
  const run = async (statement: string): Promise<readonly unknown[]> =>
    (await db.executeQuery(CompiledQuery.raw(statement))).rows
  const step = async (): Promise<void> => {
    if (direction === 'up' && (await versionOf(run, dialect, names)) >= migration.version) return
    for (const statement of migration[direction](dialect, names)) await run(statement)
  }
  if (dialect === 'postgres' || db.isTransaction) return await step()

  await run('begin immediate')
  try {
    await step()
    await run('commit')
  } catch (error) {
    await run('rollback')
    throw error
  }
}

/** The version of the tables, 0 if there are none. */
async function versionOf(
  run: (statement: string) => Promise<readonly unknown[]>,
  dialect: SqlDialect,
  { meta, tablePrefix }: TableNames,
): Promise<number> {
  const found = await run(
    dialect === 'postgres'
      ? `select 1 where to_regclass('${meta}') is not null`
      : `select 1 from sqlite_master where type = 'table' and name = '${tablePrefix}meta'`,
  )
  if (found.length === 0) return 0
  const [row] = (await run(`select schema_version as version from ${meta}`)) as {
    readonly version: number
  }[]
  return Number(row?.version ?? 0)
}
