import type {
  AppendedEvent,
  ClaimRequest,
  ClaimResult,
  EventLogStats,
  EventSelection,
  EventToAppend,
  ExhaustedEvent,
  ExpireRequest,
  ExpireResult,
  RenewResult,
  Sequence,
  SessionId,
  Settlement,
  SettleResult,
  SuspectEvent,
  UndecodableEvent,
} from 'integration-events'
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
 * The event log in one dialect's SQL, on one database. Each method is as in `EventLog`, where the
 * races are named; each is one statement, or one short transaction where the dialect needs more.
 */
export interface DialectLog {
  openSession(options: {
    readonly leaseDuration: number
    readonly label: string
  }): Promise<SessionId>
  renewSession(session: SessionId, leaseDuration: number): Promise<RenewResult>
  endSession(session: SessionId): Promise<void>
  claim(request: ClaimRequest): Promise<ClaimResult>
  claimSuspect(request: ClaimRequest): Promise<SuspectEvent | UndecodableEvent | undefined>
  settle(session: SessionId, settlements: readonly Settlement[]): Promise<SettleResult>
  requeue(selection: EventSelection): Promise<number>
  listExhausted(page: {
    readonly limit: number
    readonly after?: Sequence
    readonly topic?: string
  }): Promise<readonly ExhaustedEvent[]>
  replayExhausted(selection: EventSelection): Promise<number>
  discardExhausted(selection: EventSelection, reason: string): Promise<number>
  stats(): Promise<EventLogStats>
  deleteExpired(request: ExpireRequest): Promise<ExpireResult>
}
