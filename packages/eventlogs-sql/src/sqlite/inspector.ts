import type { SqlExecutor } from 'uow'
import type { Inspection, LogInspector } from '../dialect-log.ts'
import { SqliteJournalModeError } from '../errors/sqlite-journal-mode-error.ts'
import type { Integer } from '../event-row.ts'
import type { TableNames } from '../table-names.ts'

const full = 2

export function sqliteInspector({ meta }: TableNames): LogInspector {
  return {
    async inspect(sql): Promise<Inspection> {
      const [row] = await sql.query<{
        log_id: string
        source: string | null
        schema_version: Integer
      }>(`select log_id, source, schema_version from ${meta}`, [])
      if (row === undefined) throw new Error(`The event log's table ${meta} has lost its row.`)
      const [main] = await sql.query<{ file: string | null }>(
        `select file from pragma_database_list where name = 'main'`,
        [],
      )
      const file = main?.file ?? ''
      return {
        logId: row.log_id,
        source: row.source,
        schemaVersion: Number(row.schema_version),
        // A file that was copied has the same log_id.
        fingerprint: `${row.log_id} ${file}`,
        warnings: file === '' ? [inMemory] : await fileWarnings(sql),
      }
    },
    async takeOwnership(sql, source): Promise<string | null> {
      await sql.execute(`update ${meta} set source = ? where source is null`, [source])
      const [row] = await sql.query<{ source: string | null }>(`select source from ${meta}`, [])
      return row?.source ?? null
    },
  }
}

const inMemory =
  'The SQLite database is in memory: events that are not published when the process ends are lost. ' +
  'Use it for tests and demos only.'

async function fileWarnings(sql: SqlExecutor): Promise<readonly string[]> {
  const [mode] = await sql.query<{ journal_mode: string }>('pragma journal_mode', [])
  const journalMode = mode?.journal_mode.toLowerCase() ?? 'unknown'
  if (journalMode !== 'wal') throw new SqliteJournalModeError({ journalMode })
  const [level] = await sql.query<{ synchronous: Integer }>('pragma synchronous', [])
  if (Number(level?.synchronous ?? 0) >= full) return []
  return [
    'SQLite runs in WAL mode with synchronous below FULL: a commit that it acknowledged, with its ' +
      'events, can be lost when the machine loses power. Set it on the connection: ' +
      '`pragma synchronous = full`.',
  ]
}
