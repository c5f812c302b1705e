import type { AppendedEvent, EventLog, EventToAppend, SessionId } from 'integration-events'
import type { SqlExecutor } from 'uow'

/** What one route to the database says about the log behind it. */
export interface Inspection {
  readonly logId: string
  readonly source: string | null
  readonly schemaVersion: number
  /** Tells two databases apart even if one is a copy of the other. */
  readonly fingerprint: string
  /** Settings of this route that break a promise. */
  readonly warnings: readonly string[]
}

/** Stores events by the executor of a transaction. */
export type AppendEvents = (
  sql: SqlExecutor,
  events: readonly EventToAppend[],
  session: SessionId | null,
) => Promise<readonly AppendedEvent[]>

/** What the log is asked before it is used. */
export interface LogInspector {
  inspect(sql: SqlExecutor): Promise<Inspection>
  /** Names the owner, if there is none yet. Returns whoever owns the log now. */
  takeOwnership(sql: SqlExecutor, source: string): Promise<string | null>
}

/**
 * The event log in one dialect's SQL, on one database: all of `EventLog` but what has to do with a
 * unit of work. Each method is one statement, or one short transaction where the dialect needs more.
 */
export type DialectLog = Omit<EventLog, 'name' | 'open' | 'append'>
