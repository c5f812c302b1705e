import { type EventLogMigration, type TableNames, tablesVersion } from 'eventlogs-sql'
import type { Kysely } from 'kysely'
import type { SqlDialect } from 'uow'
import { kyselySql } from './kysely-sql.ts'

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
  const sql = kyselySql(dialect, db.getExecutor())
  const run = (statement: string): Promise<number> => sql.execute(statement, [])
  const step = async (): Promise<void> => {
    if (direction === 'up' && (await tablesVersion(sql, names)) >= migration.version) return
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
