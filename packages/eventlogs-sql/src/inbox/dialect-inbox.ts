import type { InboxDelivery, InboxKey, InboxRefusal } from 'integration-events'
import type { SqlDatabase, SqlExecutor } from 'uow'
import type { LogInspector } from '../dialect-log.ts'

/** The inbox in one dialect's SQL: all of `Inbox` but what has to do with a unit of work. */
export interface DialectInbox {
  /** The inbox stands beside the log's tables, and its migrations are theirs. */
  readonly inspector: LogInspector
  /** Fails where the inbox's table is missing. */
  probe(sql: SqlExecutor): Promise<void>
  record(sql: SqlExecutor, delivery: InboxDelivery): Promise<'recorded' | InboxRefusal>
  beginAttempt(database: SqlDatabase, delivery: InboxDelivery): Promise<number | InboxRefusal>
  withdrawAttempt(database: SqlDatabase, key: InboxKey): Promise<void>
  forgetAttempts(database: SqlDatabase, key: InboxKey): Promise<void>
  deleteExpired(
    database: SqlDatabase,
    options: { readonly limit: number },
  ): Promise<{ readonly deleted: number; readonly more: boolean }>
}
