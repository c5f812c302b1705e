import type { Transaction } from 'uow'
import type {
  AppendedEvent,
  ClaimRequest,
  ClaimResult,
  EventLog,
  EventLogDescription,
  EventLogOpenOptions,
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
} from '../contracts/event-log.ts'
import { EventLogOwnedByAnotherApplicationError } from '../errors/index.ts'
import { InMemoryAppends } from './in-memory-append.ts'
import { claim, claimSuspect } from './in-memory-claim.ts'
import { deleteExpired } from './in-memory-expiry.ts'
import {
  discardExhausted,
  listExhausted,
  replayExhausted,
  requeue,
} from './in-memory-operations.ts'
import { endSession, openSession, renewSession } from './in-memory-sessions.ts'
import { settle } from './in-memory-settle.ts'
import { stats } from './in-memory-stats.ts'
import { type InMemoryEventLogOptions, logTime } from './in-memory-event-log-options.ts'
import { InMemoryTables } from './in-memory-tables.ts'

/**
 * An event log in this process's memory, for tests and demos: complete, with sessions, leases and
 * fencing, but it keeps nothing across restarts.
 *
 * It joins any unit of work. Events become visible when their transaction commits, and never after
 * a rollback. When the outcome of a commit is unknown they are dropped: memory can't find out.
 */
export interface InMemoryEventLog extends EventLog {
  /**
   * Another log over the same events: a second replica of the application, in one process. Two logs
   * that were not attached share nothing.
   */
  attach(): InMemoryEventLog
}

/**
 * Keeps events in memory, for tests and demos.
 *
 * ```ts
 * const bus = createIntegrationEventBus({
 *   unitOfWork: inMemoryUnitOfWork(),
 *   eventLog: inMemoryEventLog(),
 *   publisher: inProcessTransport(),
 * })
 * ```
 *
 * @throws BusOptionError
 */
export function inMemoryEventLog(options: InMemoryEventLogOptions = {}): InMemoryEventLog {
  const tables = new InMemoryTables(logTime(options, 'inMemoryEventLog'))
  return new TablesEventLog(tables, new InMemoryAppends(tables))
}

/** The log over given tables. */
export class TablesEventLog implements InMemoryEventLog {
  readonly name: string = 'in-memory'
  readonly #committed: InMemoryTables
  readonly #appends: InMemoryAppends

  constructor(tables: InMemoryTables, appends: InMemoryAppends) {
    this.#committed = tables
    this.#appends = appends
  }

  /** The tables with everything that has committed. */
  get #tables(): InMemoryTables {
    this.#appends.arrive()
    return this.#committed
  }

  attach(): InMemoryEventLog {
    return new TablesEventLog(this.#committed, this.#appends)
  }

  async open({ source }: EventLogOpenOptions): Promise<EventLogDescription> {
    const tables = this.#tables
    tables.owner ??= source
    if (tables.owner !== source) {
      throw new EventLogOwnedByAnotherApplicationError({
        eventLog: this.name,
        owner: tables.owner,
        source,
      })
    }
    const warning =
      'The in-memory event log keeps nothing across restarts: events that are not published when ' +
      'the process ends are lost. Use it for tests and demos only.'
    return { id: tables.id, warnings: [warning] }
  }

  async append(
    transaction: Transaction,
    events: readonly EventToAppend[],
    session: SessionId | null,
  ): Promise<readonly AppendedEvent[]> {
    return this.#appends.add(transaction, events, session)
  }

  async openSession(options: {
    readonly leaseDuration: number
    readonly label: string
  }): Promise<SessionId> {
    return openSession(this.#tables, options)
  }

  async renewSession(session: SessionId, leaseDuration: number): Promise<RenewResult> {
    return renewSession(this.#tables, session, leaseDuration)
  }

  async endSession(session: SessionId): Promise<void> {
    endSession(this.#tables, session)
  }

  async claim(request: ClaimRequest): Promise<ClaimResult> {
    return claim(this.#tables, request)
  }

  async claimSuspect(request: ClaimRequest): Promise<SuspectEvent | UndecodableEvent | undefined> {
    return claimSuspect(this.#tables, request)
  }

  async settle(session: SessionId, settlements: readonly Settlement[]): Promise<SettleResult> {
    return settle(this.#tables, session, settlements)
  }

  async requeue(selection: EventSelection): Promise<number> {
    return requeue(this.#tables, selection)
  }

  async listExhausted(page: {
    readonly limit: number
    readonly after?: Sequence
    readonly topic?: string
  }): Promise<readonly ExhaustedEvent[]> {
    return listExhausted(this.#tables, page)
  }

  async replayExhausted(selection: EventSelection): Promise<number> {
    return replayExhausted(this.#tables, selection)
  }

  async discardExhausted(selection: EventSelection, reason: string): Promise<number> {
    return discardExhausted(this.#tables, selection, reason)
  }

  async stats(): Promise<EventLogStats> {
    return stats(this.#tables)
  }

  async deleteExpired(request: ExpireRequest): Promise<ExpireResult> {
    return deleteExpired(this.#tables, request)
  }
}
