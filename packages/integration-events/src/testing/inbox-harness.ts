import type { UnitOfWork } from 'uow'
import type { Inbox } from '../contracts/inbox.ts'

/** A record as it is stored, read past the inbox. */
export interface RawInboxRow {
  /** Whose record it is. */
  readonly consumer: string
  /** The application that published the event. */
  readonly source: string
  /** The event's id. */
  readonly id: string
  /** Attempts that were begun. */
  readonly attempts: number
  /** Whether the consumer has handled the event; false for a record of attempts alone. */
  readonly handled: boolean
}

/** Two replicas of an application over one empty store of its own, made anew for each case. */
export interface InboxHarness {
  /** The inbox under test, not opened. */
  readonly inbox: Inbox
  /** Another inbox over the same store, which shares no memory with the first: another replica. */
  readonly secondInbox: Inbox
  /** The unit of work of the first replica, over the same store. */
  readonly unitOfWork: UnitOfWork
  /**
   * The unit of work of the second replica, over the same store. Where a database has one writer,
   * the two must not block each other's process: let them share the connection.
   */
  readonly secondUnitOfWork: UnitOfWork
  /** Reads the store without the inbox (plain SQL), in any order, and sees only what has committed. */
  rows(): Promise<readonly RawInboxRow[]>
  /** The time by the store's clock, in epoch milliseconds. */
  now(): Promise<number>
  /**
   * Lets time pass for what has committed: by the store's clock, or by moving every stored time back
   * by so many milliseconds. The cases ask `now` again after it, and date their events by that.
   */
  advance(milliseconds: number): Promise<void>
  /**
   * In milliseconds: a call that must not wait for an open transaction, and has not answered by then, is
   * taken for one that waits. Longer than a busy machine takes to open one more connection. Default 2,000.
   */
  readonly patience?: number
  /** Frees everything. Called once, whether the case passed or failed. */
  cleanup(): Promise<void>
}

/** What `inboxContract` is given. */
export interface InboxContractOptions {
  /**
   * Makes a harness. With `migrated: false` its store has no tables: only asked for when
   * `inDatabase` is true.
   */
  readonly createHarness: (options: { readonly migrated: boolean }) => Promise<InboxHarness>
  /**
   * Whether two transactions can be open side by side: true on PostgreSQL and in memory, false on
   * SQLite, whose single connection would wait. Adds the forced interleavings.
   */
  readonly concurrentTransactions: boolean
  /**
   * Whether the inbox stands in a database with tables and an identity, false for one in memory. Adds
   * the cases of a missing table and of two databases.
   */
  readonly inDatabase: boolean
}
