import type { UnitOfWork } from 'uow'
import type { EventLog, Sequence } from '../contracts/event-log.ts'

/** A row as it is stored, read past the log. */
export interface RawRow {
  readonly sequence: Sequence
  /** The event's id, read from the log table; null if the event is no longer there. */
  readonly id: string | null
}

/** A closed row. */
export interface RawClosedRow extends RawRow {
  /** The reason that was given when it was discarded. */
  readonly reason: string
}

/** What has committed, table by table, in order of sequence. */
export interface RawRows {
  /** Every event that is stored. */
  readonly log: readonly RawRow[]
  /** Pending or in progress. */
  readonly queue: readonly RawRow[]
  readonly waiting: readonly RawRow[]
  readonly exhausted: readonly RawRow[]
  readonly closed: readonly RawClosedRow[]
}

/** One log on an empty store of its own, made anew for each case. */
export interface EventLogHarness {
  /** The log under test. Not opened, or opened for the source `shop`, as the cases do it. */
  readonly log: EventLog
  /** Another log over the same store, which shares no memory with the first: another replica. */
  readonly secondLog: EventLog
  /** The unit of work that events are appended in, over the same store. */
  readonly unitOfWork: UnitOfWork
  /** Reads the store without the log (plain SQL), and sees only what has committed. */
  rows(): Promise<RawRows>
  /**
   * Lets time pass for what has committed: by the log's clock, or by moving every stored time (when
   * an event was stored, given up or closed, its due time, a session's lease and end; not the delivery date
   * of a replay) back by so many milliseconds.
   */
  advance(milliseconds: number): Promise<void>
  /** Makes what is stored of an event unreadable: its headers become the text `{`. */
  corrupt(sequence: Sequence): Promise<void>
  /** Frees everything. Called once, whether the case passed or failed. */
  cleanup(): Promise<void>
}

/** What `eventLogContract` is given. */
export interface EventLogContractOptions {
  /**
   * Makes a harness. With `migrated: false` its store has no tables: only asked for when
   * `inDatabase` is true.
   */
  readonly createHarness: (options: { readonly migrated: boolean }) => Promise<EventLogHarness>
  /**
   * Whether the log can be used while a transaction is open: true on PostgreSQL, false on SQLite,
   * whose single connection would wait for the transaction. Adds the forced interleavings.
   */
  readonly concurrentTransactions: boolean
  /**
   * Whether the log stands in a database with tables and an identity, false for one in memory. Adds
   * the cases of a missing table and of two databases.
   */
  readonly inDatabase: boolean
}
