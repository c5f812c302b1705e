import type {
  ClaimRequest,
  ClaimResult,
  EventLogStats,
  EventSelection,
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
import type { SqlDatabase } from 'uow'
import type { DialectLog } from '../dialect-log.ts'
import { decodeStats, type StatsRow } from '../stats-row.ts'
import type { TableNames } from '../table-names.ts'
import { SqliteClaims } from './claims.ts'
import { SqliteExpiry } from './expiry.ts'
import { SqliteOperations } from './operations.ts'
import { SqliteSessions } from './sessions.ts'
import { SqliteSettle } from './settle.ts'
import { statsStatement } from './stats-statement.ts'

/**
 * The event log on SQLite: one writer at a time, and no statement that changes two tables. So what
 * moves between tables is a short transaction that takes the write lock first.
 */
export class SqliteLog implements DialectLog {
  readonly #database: SqlDatabase
  readonly #claims: SqliteClaims
  readonly #expiry: SqliteExpiry
  readonly #operations: SqliteOperations
  readonly #sessions: SqliteSessions
  readonly #settle: SqliteSettle
  readonly #stats: string

  constructor(database: SqlDatabase, names: TableNames) {
    this.#database = database
    this.#claims = new SqliteClaims(database, names)
    this.#expiry = new SqliteExpiry(database, names)
    this.#operations = new SqliteOperations(database, names)
    this.#sessions = new SqliteSessions(database, names)
    this.#settle = new SqliteSettle(database, names)
    this.#stats = statsStatement(names)
  }

  async openSession(options: {
    readonly leaseDuration: number
    readonly label: string
  }): Promise<SessionId> {
    return await this.#sessions.open(options.leaseDuration, options.label)
  }

  async renewSession(session: SessionId, leaseDuration: number): Promise<RenewResult> {
    return await this.#sessions.renew(session, leaseDuration)
  }

  async endSession(session: SessionId): Promise<void> {
    await this.#sessions.end(session)
  }

  async claim(request: ClaimRequest): Promise<ClaimResult> {
    return await this.#claims.claim(request)
  }

  async claimSuspect(request: ClaimRequest): Promise<SuspectEvent | UndecodableEvent | undefined> {
    return await this.#claims.claimSuspect(request)
  }

  async settle(session: SessionId, settlements: readonly Settlement[]): Promise<SettleResult> {
    return await this.#settle.settle(session, settlements)
  }

  async requeue(selection: EventSelection): Promise<number> {
    return await this.#operations.requeue(selection)
  }

  async listExhausted(page: {
    readonly limit: number
    readonly after?: Sequence
    readonly topic?: string
  }): Promise<readonly ExhaustedEvent[]> {
    return await this.#operations.list(page)
  }

  async replayExhausted(selection: EventSelection): Promise<number> {
    return await this.#operations.replay(selection)
  }

  async discardExhausted(selection: EventSelection, reason: string): Promise<number> {
    return await this.#operations.discard(selection, reason)
  }

  async stats(): Promise<EventLogStats> {
    const [row] = await this.#database.query<StatsRow>(this.#stats, [])
    return decodeStats(row)
  }

  async deleteExpired(request: ExpireRequest): Promise<ExpireResult> {
    return await this.#expiry.delete(request)
  }
}
