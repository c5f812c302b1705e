import type { SqlDatabase, SqlExecutor } from 'uow'
import { type TableNames, tableNames, type TableOptions } from '../table-names.ts'
import { eventLogMigrations } from './migrations.ts'

/**
 * Brings the tables up to date over any database, for event logs whose ecosystem has no migrator of
 * its own at hand. One transaction; does nothing when they are up to date; several processes may
 * call it at once.
 *
 * @returns the names of the steps that were made; empty when there was nothing to do.
 * @throws EventLogOptionError when schema or prefix can't be a part of a name; otherwise the error of
 *   the step that failed, which left nothing behind.
 */
export async function migrateTables(
  database: SqlDatabase,
  tables: TableOptions = {},
): Promise<readonly string[]> {
  const names = tableNames(tables)
  return await database.transaction(async (sql) => {
    await queueUp(sql, names)
    const current = await tablesVersion(sql, names)
    const steps = eventLogMigrations.filter(({ version }) => version > current)
    for (const step of steps)
      for (const statement of step.up(sql.dialect, names)) await sql.execute(statement, [])
    return steps.map(({ name }) => name)
  })
}

/** The version that the tables have, 0 where there are none. */
export async function tablesVersion(
  sql: SqlExecutor,
  { meta, tablePrefix }: TableNames,
): Promise<number> {
  const found = await sql.query(
    sql.dialect === 'postgres'
      ? `select 1 as found where to_regclass('${meta}') is not null`
      : `select 1 as found from sqlite_master where type = 'table' and name = '${tablePrefix}meta'`,
    [],
  )
  if (found.length === 0) return 0
  const [row] = await sql.query<{ version: number }>(
    `select schema_version as version from ${meta}`,
    [],
  )
  return Number(row?.version ?? 0)
}

/** SQLite's transactions queue up by themselves. */
async function queueUp(sql: SqlExecutor, { meta }: TableNames): Promise<void> {
  if (sql.dialect !== 'postgres') return
  // Executed, as it returns nothing: some clients can't read a column without a type.
  await sql.execute('select pg_advisory_xact_lock(hashtext($1::text))', [`eventlogs-sql ${meta}`])
}
