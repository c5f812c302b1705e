import { sqlEventLog, sqlInbox, type TableOptions } from 'eventlogs-sql'
import type { EventLog, Inbox } from 'integration-events'
import type pg from 'pg'
import { pgDatabase } from './pg-database.ts'

/** The event log over a pool of node-postgres. */
export function pgEventLog(pool: pg.Pool, tables: TableOptions = {}): EventLog {
  return sqlEventLog({ ...tables, name: 'pg', database: pgDatabase(pool) })
}

/** The inbox over a pool of node-postgres. */
export function pgInbox(pool: pg.Pool, tables: TableOptions = {}): Inbox {
  return sqlInbox({ ...tables, name: 'pg', database: pgDatabase(pool) })
}
