import { migrationSql, type TableNames, tableNames, type TableOptions } from 'eventlogs-sql'
import type { EventLog } from 'integration-events'
import type { EventLogHarness, RawClosedRow, RawRow } from 'integration-events/testing'
import type { UnitOfWork } from 'uow'
import type { PlainStatements, TestDatabase } from './test-database.ts'

export interface SqlEventLogHarnessOptions {
  readonly database: TestDatabase
  readonly unitOfWork: UnitOfWork
  readonly tables?: TableOptions
  readonly newLog: () => EventLog
  /** Whether the log has a client of its own, and need not be opened to know its database. */
  readonly ownClient: boolean
  readonly migrated: boolean
  /** Frees what lies over the database. */
  readonly cleanup?: () => Promise<void>
}

/** What the contract of event logs needs to know of a log on `eventlogs-sql`, over any client. */
export async function sqlEventLogHarness(
  options: SqlEventLogHarnessOptions,
): Promise<EventLogHarness> {
  const { cleanup, database, migrated, newLog, ownClient, tables = {}, unitOfWork } = options
  const { sql } = database
  const names = tableNames(tables)
  if (migrated) await database.script(migrationSql(database.dialect, tables))
  const log = newLog()
  const secondLog = newLog()
  if (migrated && !ownClient)
    for (const each of [log, secondLog]) await each.open({ unitOfWork, source: 'shop' })
  return {
    log,
    secondLog,
    unitOfWork,
    async rows() {
      return {
        log: await rowsOf(sql, names, names.log),
        queue: await rowsOf(sql, names, names.queue),
        waiting: await rowsOf(sql, names, names.waiting),
        exhausted: await rowsOf(sql, names, names.exhausted),
        closed: await rowsOf<RawClosedRow>(sql, names, names.closed, ', t.reason'),
      }
    },
    async advance(milliseconds) {
      for (const statement of moveTimes(names, milliseconds)) await sql(statement)
    },
    async corrupt(sequence) {
      await sql(`update ${names.log} set headers = '{' where seq = ${sequence}`)
    },
    async cleanup() {
      await cleanup?.()
      await database.drop()
    },
  }
}

async function rowsOf<Row extends RawRow>(
  sql: PlainStatements,
  { log }: TableNames,
  table: string,
  columns = '',
): Promise<readonly Row[]> {
  const rows = await sql(
    `select t.seq as sequence, l.id ${columns} from ${table} t left join ${log} l on l.seq = t.seq order by t.seq`,
  )
  return rows.map((row) => ({ ...row, sequence: Number(row['sequence']) }) as unknown as Row)
}

function moveTimes(names: TableNames, milliseconds: number): readonly string[] {
  const columns: readonly (readonly [string, readonly string[]])[] = [
    [names.log, ['created_at']],
    [names.waiting, ['available_at']],
    [names.exhausted, ['exhausted_at']],
    [names.closed, ['closed_at']],
    [names.session, ['started_at', 'lease_until', 'ended_at']],
  ]
  return columns.map(
    ([table, times]) =>
      `update ${table} set ${times.map((time) => `${time} = ${time} - ${milliseconds}`).join(', ')}`,
  )
}
