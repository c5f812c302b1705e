import type { SqlExecutor } from 'uow'
import type { Inspection, LogInspector } from '../dialect-log.ts'
import type { Integer } from '../event-row.ts'
import type { TableNames } from '../table-names.ts'

interface InspectionRow {
  readonly log_id: string
  readonly source: string | null
  readonly schema_version: Integer
  readonly fingerprint: string
  readonly synchronous_commit: string
  readonly fsync: string
}

export function postgresInspector({ meta }: TableNames): LogInspector {
  // A database that was copied has the same log_id: the server's start and the database's own
  // number tell the copy from the original.
  const inspect = `select log_id, source, schema_version,
  concat_ws(' ', log_id, (select oid from pg_database where datname = current_database()),
    '${meta}'::regclass::oid, extract(epoch from pg_postmaster_start_time())) as fingerprint,
  current_setting('synchronous_commit') as synchronous_commit,
  current_setting('fsync') as fsync
from ${meta}`
  const own = `update ${meta} set source = $1::text where source is null`
  const owner = `select source from ${meta}`
  return {
    async inspect(sql): Promise<Inspection> {
      const [row] = await sql.query<InspectionRow>(inspect, [])
      if (row === undefined) throw new Error(`The event log's table ${meta} has lost its row.`)
      return {
        logId: row.log_id,
        source: row.source,
        schemaVersion: Number(row.schema_version),
        fingerprint: row.fingerprint,
        warnings: warnings(row),
      }
    },
    async takeOwnership(sql: SqlExecutor, source: string): Promise<string | null> {
      await sql.execute(own, [source])
      const [row] = await sql.query<{ source: string | null }>(owner, [])
      return row?.source ?? null
    },
  }
}

function warnings({ fsync, synchronous_commit: commit }: InspectionRow): readonly string[] {
  const found: string[] = []
  if (commit === 'off') {
    found.push(
      'PostgreSQL runs with synchronous_commit = off here: a commit that it acknowledged, with its events, ' +
        'can be lost when the server crashes. Set it to on for this role or database.',
    )
  }
  if (fsync === 'off') {
    found.push(
      'PostgreSQL runs with fsync = off: a crash of the machine can lose or corrupt everything, ' +
        'acknowledged commits and their events included. Set it to on.',
    )
  }
  return found
}
