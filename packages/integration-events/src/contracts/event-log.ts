import type { Transaction, UnitOfWork } from 'uow'
import type { OutgoingEvent } from './outgoing-event.ts'

/** A row's place in the log. Unique; of one transaction ascending in the order of publishing. */
export type Sequence = number

/**
 * A leased session of one process, and its fencing token: the id is fresh for each lease and never
 * used again. Rows in progress name the session that owns them.
 */
export type SessionId = number

/** What `open` is told. */
export interface EventLogOpenOptions {
  /** The unit of work that the bus publishes in. */
  readonly unitOfWork: UnitOfWork
  /** Names the application; the first one to open a log owns it. */
  readonly source: string
}

/** What `open` found out. */
export interface EventLogDescription {
  /** A random id, stored in the log when it was migrated. */
  readonly id: string
  /**
   * Settings of the database that break a promise, one sentence each, for example commits that are
   * not durable. Logged as warnings at start.
   */
  readonly warnings: readonly string[]
}

/** An event on its way into the log. */
export interface EventToAppend {
  /** The event, ready to be sent. */
  readonly event: OutgoingEvent
  /**
   * Whether the row is born in progress, owned by the session given beside it. False: it is born
   * pending, for whoever claims it.
   */
  readonly owned: boolean
}

/** An event with its place in the log. */
export interface AppendedEvent {
  /** Its place in the log. */
  readonly sequence: Sequence
  /** The event that was given. */
  readonly event: OutgoingEvent
  /**
   * Whether the row really was born owned. False although it was asked for: the session had ended
   * by then, and another process takes the row.
   */
  readonly owned: boolean
}

/** What is wanted of one claim. */
export interface ClaimRequest {
  /** Whom the claimed events will belong to. */
  readonly session: SessionId
  /** The most events to claim; at least 1. */
  readonly limit: number
  /** Topics to leave alone: their circuit is open. */
  readonly exceptTopics?: readonly string[]
  /** Only this topic: the probe of a circuit. */
  readonly onlyTopic?: string
  /**
   * `recent` may start where nothing older is expected (a floor in memory), `full` looks at
   * everything. A log without such a shortcut treats both as `full`. Default `full`.
   */
  readonly scan?: 'recent' | 'full'
}

/** An event that belongs to the session which claimed it. */
export interface ClaimedEvent {
  /** Its place in the log. */
  readonly sequence: Sequence
  /** Claims of this event up to and including this one. */
  readonly attempts: number
  /** The event, as it was appended. */
  readonly event: OutgoingEvent
  /** The last recorded error, or null. */
  readonly lastError: string | null
}

/** A row whose content cannot be read. It is claimed like the others and takes the failure path. */
export interface UndecodableEvent {
  /** Its place in the log. */
  readonly sequence: Sequence
  /** Claims of this row up to and including this one. */
  readonly attempts: number
  /** The topic, which can be read. */
  readonly topic: string
  /** What was wrong with the row. */
  readonly error: unknown
}

/** What a claim has brought. */
export interface ClaimResult {
  /** In ascending order of sequence. */
  readonly events: readonly ClaimedEvent[]
  /** In ascending order of sequence, too. */
  readonly undecodable: readonly UndecodableEvent[]
}

/** An event of a session whose process died. */
export interface SuspectEvent extends ClaimedEvent {
  /** Whether the death happened while this event was claimed alone, so that it is to blame. */
  readonly diedAlone: boolean
}

/**
 * What to write about one claimed event.
 *
 * - `published`: the broker has it. The log alone keeps it.
 * - `retry`: it was not sent, or perhaps was; it waits for `delay`, with the `error` beside it.
 * - `exhausted`: it is no longer tried, and is kept with the `error` until someone decides.
 * - `released`: given back untried, pending again at once, the attempt refunded.
 */
export type Settlement =
  | { readonly sequence: Sequence; readonly outcome: 'published' }
  | {
      readonly sequence: Sequence
      readonly outcome: 'retry'
      /** Milliseconds from now, by the database's clock, until it is due again. */
      readonly delay: number
      readonly error: string
    }
  | { readonly sequence: Sequence; readonly outcome: 'exhausted'; readonly error: string }
  | { readonly sequence: Sequence; readonly outcome: 'released' }

/** What became of the settlements. */
export interface SettleResult {
  /** How many of the settlements changed nothing, because the session no longer owned the row. */
  readonly lost: number
}

/** What a renewal found. */
export interface RenewResult {
  /** False: the session has ended, and whatever it owned may belong to others. */
  readonly alive: boolean
  /** How many sessions of other processes were found dead and ended by this call. */
  readonly ended: number
}

/** Which events an operation of an operator is about. An empty list of ids is refused. */
export type EventSelection =
  | { readonly ids: readonly string[] }
  | { readonly topic: string }
  | { readonly all: true }

/** An event that is no longer tried. */
export interface ExhaustedEvent {
  /** Its place in the log. */
  readonly sequence: Sequence
  /** The event, as it would be sent again. */
  readonly event: OutgoingEvent
  /** Claims of this event until it was given up. */
  readonly attempts: number
  /** The error of the last attempt. */
  readonly lastError: string
  /** When it was given up, in epoch milliseconds by the database's clock. */
  readonly exhaustedAt: number
}

/** How many events stand in each state. */
export interface EventLogStats {
  /** Not published and owned by no live session. */
  readonly pending: number
  /** Owned by a live session. */
  readonly inProgress: number
  /** Waiting for a retry or a date. */
  readonly waiting: number
  /** No longer tried. */
  readonly exhausted: number
  /** Cancelled, skipped or discarded. */
  readonly closed: number
  /** Milliseconds since the oldest pending event was stored, or null when none is pending. */
  readonly oldestPendingAge: number | null
}

/** What one call of `deleteExpired` deletes, and how much of it. */
export interface ExpireRequest {
  /** Published events are deleted this many milliseconds after they were stored. */
  readonly published: number
  /** Exhausted events are deleted this many milliseconds after they were given up; null: never. */
  readonly exhausted: number | null
  /** The most rows that one call deletes; the cleaner calls again while `more` is true. */
  readonly limit: number
}

/** What one call has deleted. */
export interface ExpireResult {
  /** Rows deleted. */
  readonly deleted: number
  /** Whether the limit was reached, so that more may be left. */
  readonly more: boolean
}

/**
 * Stores events with the rows of a unit of work, and hands out what is not published yet.
 *
 * The table in which an event stands is its state: queue (pending, or in progress while its session
 * lives), waiting, exhausted, closed; in the log alone = published. All times are the database's.
 * No method holds a transaction or a lock after it returned.
 */
export interface EventLog {
  /** Names the log in errors, for example `kysely`. */
  readonly name: string
  /**
   * Checks once, at start, that the log can keep its promises: its tables exist in the expected
   * version, unit of work and log reach the same database, no other application owns the log.
   *
   * @throws EventLogTablesMissingError, EventLogVersionError, EventLogOwnedByAnotherApplicationError,
   *   DifferentDatabasesError, SecondConnectionError, EventLogUnavailableError
   */
  open(options: EventLogOpenOptions): Promise<EventLogDescription>
  /**
   * Stores events in the given transaction, through its executor, in one statement (large units in
   * chunks). Works without `open`. An owned row names `session` only if that session has not ended
   * at this moment; otherwise it is born pending. Guards against a process that was paused, lost
   * its session, and would make rows that belong to nobody.
   *
   * @throws EventLogTablesMissingError
   */
  append(
    transaction: Transaction,
    events: readonly EventToAppend[],
    session: SessionId | null,
  ): Promise<readonly AppendedEvent[]>
  /** Leases a session for `leaseDuration` milliseconds. `label` says whose it is, for operators. */
  openSession(options: {
    readonly leaseDuration: number
    readonly label: string
  }): Promise<SessionId>
  /**
   * Renews the lease, unless the session has ended, and ends sessions of others whose lease has run
   * out. Renewing and ending lock the row, so that a renewal in flight is never overlooked by who
   * declares the session dead; what has ended stays ended.
   */
  renewSession(session: SessionId, leaseDuration: number): Promise<RenewResult>
  /** Ends the session: its rows are free at once, also those that commit a moment later. */
  endSession(session: SessionId): Promise<void>
  /**
   * Claims, in one short transaction, events whose retry is due and pending ones, in order of
   * sequence: they belong to the session from then on, attempts + 1. Never takes what a live
   * session owns, never waits for another claim (skip locked), and claims nothing for a session
   * that has ended. Events of a session that died are left to `claimSuspect`; those of a session
   * that ended by itself were never tried, so that their attempt is not counted twice. Less than
   * `limit` says that nothing else is due that this claim could have taken: who drains ends then.
   */
  claim(request: ClaimRequest): Promise<ClaimResult>
  /**
   * Claims one event of a dead session, so that if this process dies too, it is known which event
   * killed it. Undefined when there is none.
   */
  claimSuspect(request: ClaimRequest): Promise<SuspectEvent | UndecodableEvent | undefined>
  /**
   * Writes what became of events, many in one statement. Fenced: only rows that the session still
   * owns, and only while it has not ended, are changed; a process that lost its lease changes
   * nothing.
   */
  settle(session: SessionId, settlements: readonly Settlement[]): Promise<SettleResult>
  /** Makes waiting events due now. Returns how many. */
  requeue(selection: EventSelection): Promise<number>
  /** Exhausted events in order of sequence, after `after`, optionally of one topic. */
  listExhausted(page: {
    readonly limit: number
    readonly after?: Sequence
    readonly topic?: string
  }): Promise<readonly ExhaustedEvent[]>
  /**
   * Makes exhausted events pending again, with the same id and no attempts, in one transaction. Now,
   * by the database's clock, becomes their delivery date: from then on `claim` and `claimSuspect`
   * hand each out with the header `deliverydate` (see `withDeliveryDate`), through retries, releases
   * and deaths, until it is replayed again. What is stored of the event itself stays as it was, and
   * is what `listExhausted` shows. Guards against an inbox that takes a replay for an event so old
   * that nobody knows whether it was handled.
   */
  replayExhausted(selection: EventSelection): Promise<number>
  /** Closes exhausted events for good, as discarded, with the reason. Returns how many. */
  discardExhausted(selection: EventSelection, reason: string): Promise<number>
  /** How many events stand in each state. */
  stats(): Promise<EventLogStats>
  /**
   * Deletes published events past their date in one bounded batch, never one that still stands in
   * another table, and what else has served its time (closed rows, ended sessions).
   */
  deleteExpired(request: ExpireRequest): Promise<ExpireResult>
}
