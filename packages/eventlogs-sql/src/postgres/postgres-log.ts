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
import type { SqlExecutor } from 'uow'
import type { DialectLog } from '../dialect-log.ts'
import { decodeStats, type StatsRow } from '../stats-row.ts'
import type { TableNames } from '../table-names.ts'
import { PostgresClaims } from './claim.ts'
import { PostgresExpiry } from './expiry.ts'
import { Floors } from './floors.ts'
import { Horizon } from './horizon.ts'
import { type Moved, PostgresOperations } from './operations.ts'
import { retryingSerialization } from './retry-serialization.ts'
import { postgresSessions, type Sessions } from './sessions.ts'
import { postgresSettle, type Settle } from './settle.ts'
import { statsStatement } from './stats-statement.ts'

/** The event log on PostgreSQL. Every method is one statement, which commits by itself. */
export class PostgresLog implements DialectLog {
  readonly #database: SqlExecutor
  readonly #floors = new Floors()
  readonly #claims: PostgresClaims
  readonly #expiry: PostgresExpiry
  readonly #operations: PostgresOperations
  readonly #sessions: Sessions
  readonly #settle: Settle
  readonly #stats: string

  constructor(executor: SqlExecutor, names: TableNames) {
    const database = retryingSerialization(executor)
    this.#database = database
    this.#claims = new PostgresClaims({
      database,
      names,
      floors: this.#floors,
      horizon: new Horizon(names),
    })
    this.#expiry = new PostgresExpiry(names)
    this.#operations = new PostgresOperations(names)
    this.#sessions = postgresSessions(names)
    this.#settle = postgresSettle(names)
    this.#stats = statsStatement(names)
  }

  async openSession(options: {
    readonly leaseDuration: number
    readonly label: string
  }): Promise<SessionId> {
    return await this.#sessions.open(this.#database, options.leaseDuration, options.label)
  }

  async renewSession(session: SessionId, leaseDuration: number): Promise<RenewResult> {
    const result = await this.#sessions.renew(this.#database, session, leaseDuration)
    if (result.ended > 0) this.#floors.reset()
    return result
  }

  async endSession(session: SessionId): Promise<void> {
    await this.#sessions.end(this.#database, session)
    this.#floors.reset()
  }

  async claim(request: ClaimRequest): Promise<ClaimResult> {
    return await this.#claims.claim(request)
  }

  async claimSuspect(request: ClaimRequest): Promise<SuspectEvent | UndecodableEvent | undefined> {
    return await this.#claims.claimSuspect(request)
  }

  async settle(session: SessionId, settlements: readonly Settlement[]): Promise<SettleResult> {
    const result = await this.#settle(this.#database, session, settlements)
    const released = settlements.filter(({ outcome }) => outcome === 'released')
    this.#lower(released.map(({ sequence }) => sequence))
    return result
  }

  async requeue(selection: EventSelection): Promise<number> {
    return this.#putBack(await this.#operations.requeue(this.#database, selection))
  }

  async listExhausted(page: {
    readonly limit: number
    readonly after?: Sequence
    readonly topic?: string
  }): Promise<readonly ExhaustedEvent[]> {
    return await this.#operations.list(this.#database, page)
  }

  async replayExhausted(selection: EventSelection): Promise<number> {
    return this.#putBack(await this.#operations.replay(this.#database, selection))
  }

  async discardExhausted(selection: EventSelection, reason: string): Promise<number> {
    return await this.#operations.discard(this.#database, selection, reason)
  }

  async stats(): Promise<EventLogStats> {
    const [row] = await this.#database.query<StatsRow>(this.#stats, [])
    return decodeStats(row)
  }

  async deleteExpired(request: ExpireRequest): Promise<ExpireResult> {
    return await this.#expiry.delete(this.#database, request)
  }

  #putBack({ count, lowest }: Moved): number {
    this.#lower(lowest === undefined ? [] : [lowest])
    return count
  }

  #lower(sequences: readonly Sequence[]): void {
    if (sequences.length > 0) this.#floors.lower(Math.min(...sequences))
  }
}
