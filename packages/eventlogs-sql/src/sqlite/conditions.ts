import type { SessionId } from 'integration-events'
import type { SqlExecutor } from 'uow'
import type { TableNames } from '../table-names.ts'

/** A list of numbers or texts as one parameter, a JSON array. */
export const sequenceList = '(select value from json_each(?))'

/** Whether the session has not ended. */
export async function isLive(
  sql: SqlExecutor,
  { session: table }: TableNames,
  session: SessionId,
): Promise<boolean> {
  const rows = await sql.query(`select id from ${table} where id = ? and ended_at is null`, [
    session,
  ])
  return rows.length > 0
}
