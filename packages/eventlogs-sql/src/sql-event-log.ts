import {
  type AppendedEvent,
  type ClaimRequest,
  type ClaimResult,
  type EventLog,
  type EventLogDescription,
  type EventLogOpenOptions,
  type EventLogStats,
  EventLogTablesMissingError,
  type EventSelection,
  type EventToAppend,
  type ExhaustedEvent,
  type ExpireRequest,
  type ExpireResult,
  type RenewResult,
  type Sequence,
  type SessionId,
  type Settlement,
  type SettleResult,
  type SuspectEvent,
  type UndecodableEvent,
} from 'integration-events'
import type { SqlDatabase, Transaction } from 'uow'
import type { DialectLog } from './dialect-log.ts'
import { type Dialect, dialectFor } from './dialects.ts'
import { EventLogNotOpenError } from './errors/event-log-not-open-error.ts'
import { openLog } from './open-log.ts'
import { defaultRemedy } from './default-remedy.ts'
import { StoreDialects } from './store-dialects.ts'
import { tableNames, type TableOptions } from './table-names.ts'

/** Options of `sqlEventLog`. */
export interface SqlEventLogOptions extends TableOptions {
  /**
   * Where the log does its background work: claims, settlements, cleaning. On SQLite it must be the
   * unit of work's own client. Default: through the unit of work, which is known after `open`.
   */
  readonly database?: SqlDatabase
  /** Names the log in errors. Default `sql`. */
  readonly name?: string
  /** How this log's tables are migrated, as a sentence for errors. */
  readonly remedy?: string
}

/**
 * The event log in an SQL database, PostgreSQL or SQLite, over any client.
 *
 * ```ts
 * const eventLog = sqlEventLog({ schema: 'outbox' })
 * ```
 *
 * @throws EventLogOptionError when schema or prefix can't be a part of a name.
 */
export function sqlEventLog(options: SqlEventLogOptions = {}): EventLog {
  return new SqlEventLog(options)
}

class SqlEventLog implements EventLog {
  readonly name: string
  readonly #own: SqlDatabase | undefined
  readonly #remedy: string
  readonly #dialects: StoreDialects<Dialect>
  #current: { readonly database: SqlDatabase; readonly log: DialectLog } | undefined
  /** The identity of the log that was opened. */
  #id: string | undefined

  constructor({ database, name = 'sql', remedy = defaultRemedy, ...tables }: SqlEventLogOptions) {
    this.name = name
    this.#own = database
    this.#remedy = remedy
    const names = tableNames(tables)
    const missing = `the table ${names.log} or one that belongs to it`
    this.#dialects = new StoreDialects({
      name,
      store: 'event log',
      names,
      own: database,
      make: dialectFor,
      tablesMissing: (cause) =>
        new EventLogTablesMissingError({ eventLog: name, missing, remedy, cause }),
    })
    if (database !== undefined) this.#use(database)
  }

  async open(options: EventLogOpenOptions): Promise<EventLogDescription> {
    const { unitOfWork } = options
    const database = this.#own ?? unitOfWork.sql
    this.#dialects.assertOwn(unitOfWork.sql.dialect, unitOfWork.provider)
    const description = await openLog({
      ...options,
      name: this.name,
      database,
      inspector: this.#dialects.in(database.dialect).inspector,
      remedy: this.#remedy,
      before: this.#id,
      tablesMissing: (cause) => this.#dialects.tablesMissing(cause),
    })
    this.#id = description.id
    // SQLite has one writer: there everything goes through the unit of work's queue for it.
    this.#use(database.dialect === 'sqlite' ? unitOfWork.sql : database)
    return description
  }

  async append(
    transaction: Transaction,
    events: readonly EventToAppend[],
    session: SessionId | null,
  ): Promise<readonly AppendedEvent[]> {
    const { sql } = transaction
    this.#dialects.assertOwn(sql.dialect, 'given')
    const { append } = this.#dialects.in(sql.dialect)
    return await this.#dialects.run(() => append(sql, events, session))
  }

  openSession(options: {
    readonly leaseDuration: number
    readonly label: string
  }): Promise<SessionId> {
    return this.#run((log) => log.openSession(options))
  }

  renewSession(session: SessionId, leaseDuration: number): Promise<RenewResult> {
    return this.#run((log) => log.renewSession(session, leaseDuration))
  }

  endSession(session: SessionId): Promise<void> {
    return this.#run((log) => log.endSession(session))
  }

  claim(request: ClaimRequest): Promise<ClaimResult> {
    return this.#run((log) => log.claim(request))
  }

  claimSuspect(request: ClaimRequest): Promise<SuspectEvent | UndecodableEvent | undefined> {
    return this.#run((log) => log.claimSuspect(request))
  }

  settle(session: SessionId, settlements: readonly Settlement[]): Promise<SettleResult> {
    return this.#run((log) => log.settle(session, settlements))
  }

  requeue(selection: EventSelection): Promise<number> {
    return this.#run((log) => log.requeue(selection))
  }

  listExhausted(page: {
    readonly limit: number
    readonly after?: Sequence
    readonly topic?: string
  }): Promise<readonly ExhaustedEvent[]> {
    return this.#run((log) => log.listExhausted(page))
  }

  replayExhausted(selection: EventSelection): Promise<number> {
    return this.#run((log) => log.replayExhausted(selection))
  }

  discardExhausted(selection: EventSelection, reason: string): Promise<number> {
    return this.#run((log) => log.discardExhausted(selection, reason))
  }

  stats(): Promise<EventLogStats> {
    return this.#run((log) => log.stats())
  }

  deleteExpired(request: ExpireRequest): Promise<ExpireResult> {
    return this.#run((log) => log.deleteExpired(request))
  }

  async #run<T>(work: (log: DialectLog) => Promise<T>): Promise<T> {
    const current = this.#current
    if (current === undefined) throw new EventLogNotOpenError({ name: this.name })
    return await this.#dialects.run(() => work(current.log))
  }

  #use(database: SqlDatabase): void {
    if (this.#current?.database === database) return
    this.#current = { database, log: this.#dialects.in(database.dialect).log(database) }
  }
}
