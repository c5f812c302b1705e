import { migrationSql, tableNames, type TableOptions } from 'eventlogs-sql'
import type { Inbox } from 'integration-events'
import type { InboxHarness } from 'integration-events/testing'
import type { UnitOfWork } from 'uow'
import type { TestDatabase } from './test-database.ts'

export interface SqlInboxHarnessOptions {
  readonly database: TestDatabase
  readonly unitOfWork: UnitOfWork
  /** Another replica's, which on SQLite shares the connection. */
  readonly secondUnitOfWork: UnitOfWork
  readonly tables?: TableOptions
  /** An inbox that is not opened, of the first replica or of the second. */
  readonly newInbox: () => Inbox
  readonly migrated: boolean
  /** Frees what lies over the database. */
  readonly cleanup?: () => Promise<void>
}

const clocks = {
  postgres: '(extract(epoch from clock_timestamp()) * 1000)::bigint',
  sqlite: `cast(round(unixepoch('subsec') * 1000) as integer)`,
}

/** What the contract of inboxes needs to know of an inbox on `eventlogs-sql`, over any client. */
export async function sqlInboxHarness(options: SqlInboxHarnessOptions): Promise<InboxHarness> {
  const { cleanup, database, migrated, newInbox, tables = {} } = options
  const { sql } = database
  const { inbox: table } = tableNames(tables)
  if (migrated) await database.script(migrationSql(database.dialect, tables))
  return {
    inbox: newInbox(),
    secondInbox: newInbox(),
    unitOfWork: options.unitOfWork,
    secondUnitOfWork: options.secondUnitOfWork,
    async rows() {
      const rows = await sql(
        `select consumer, source, event_id, attempts, handled_at from ${table}`,
      )
      return rows.map((row) => ({
        consumer: String(row['consumer']),
        source: String(row['source']),
        id: String(row['event_id']),
        attempts: Number(row['attempts']),
        handled: row['handled_at'] !== null,
      }))
    },
    async now() {
      const [row] = await sql(`select ${clocks[database.dialect]} as now`)
      return Number(row?.['now'])
    },
    async advance(milliseconds) {
      await sql(`update ${table} set expires_at = expires_at - ${milliseconds},
        handled_at = handled_at - ${milliseconds}`)
    },
    async cleanup() {
      await cleanup?.()
      await database.drop()
    },
  }
}
