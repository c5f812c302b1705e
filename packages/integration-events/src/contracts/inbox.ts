import type { Transaction, UnitOfWork } from 'uow'

/** What an inbox is told of one delivery of an event to one consumer. */
export interface InboxDelivery {
  /** Whose record it is. Two consumers of one event have a record each. */
  readonly consumer: string
  /** With `id`, what tells events apart (CloudEvents 1.0: `source` + `id` is unique). */
  readonly source: string
  /** The event's id, the same in every delivery. */
  readonly id: string
  /** The later of the event's time and its delivery date, in epoch milliseconds. */
  readonly date: number
  /**
   * For how many milliseconds a record is kept, counted from now or from `date`, whichever is
   * later; one that is asked about again with a later date (a replay) is kept for as long from that one.
   * So an event whose date is within the window always has its record, if it was handled.
   */
  readonly window: number
  /** What becomes of an event whose date is not within the window. */
  readonly outsideWindow: 'refuse' | 'accept'
}

/**
 * What an inbox answers to a delivery that is not to be handled.
 *
 * - `handled`: the consumer has handled this event; there is nothing to do.
 * - `busy`: another delivery of it is being handled at this moment. Nobody was waited for.
 * - `outsideWindow`: its date is so long ago that a record of it would be deleted by now, and there is
 *   none: nobody knows whether it was handled. Only where `outsideWindow` is 'refuse'; an event of
 *   which there is a record of attempts was not handled, and is not refused.
 */
export type InboxRefusal = 'handled' | 'busy' | 'outsideWindow'

/** What is left of an `InboxDelivery` when only its record is meant. */
export type InboxKey = Pick<InboxDelivery, 'consumer' | 'source' | 'id'>

/**
 * Remembers which consumer has handled which event. The record is written in the transaction in which
 * the handler does its work, so that there are both or neither.
 *
 * All times are the store's. No method but `record` holds a transaction or a lock after it returned.
 */
export interface Inbox {
  /** Names the inbox in errors, for example `kysely`. */
  readonly name: string
  /**
   * Checks once, before the first delivery, that the inbox can keep its promise: its tables exist in
   * the expected version, and the unit of work reaches the same database.
   *
   * @throws InboxTablesMissingError, InboxUnavailableError, DifferentDatabasesError,
   *   SecondConnectionError, EventLogVersionError
   */
  open(options: { readonly unitOfWork: UnitOfWork }): Promise<void>
  /**
   * Records in the given transaction that the consumer handles the event, before the handler does
   * its work: whoever is told `recorded` is alone with it until that transaction ends. Rolled back,
   * the record never was.
   *
   * Never waits for another transaction's handler, which could take long: that is `busy`. (Where a
   * database has one writer, beginning the transaction has waited already.) The answer is never
   * `handled` before the handling transaction has committed.
   */
  record(transaction: Transaction, delivery: InboxDelivery): Promise<'recorded' | InboxRefusal>
  /**
   * Counts an attempt, in a transaction of its own before the handler runs, so that also those count
   * that kill the process. Returns its number, from 1. It may be lost when the database's machine
   * crashes (not when a process does): then an event is tried once more often.
   */
  beginAttempt(delivery: InboxDelivery): Promise<number | InboxRefusal>
  /**
   * Takes back one attempt that was counted and did not begin: the handler was not called. Does nothing
   * where there is none, and where the event is being handled or was. Waits for no handler.
   */
  withdrawAttempt(key: InboxKey): Promise<void>
  /**
   * Forgets the attempts at an event that was given up, so that a replay begins anew. What was handled
   * stays recorded.
   */
  forgetAttempts(key: InboxKey): Promise<void>
  /** Deletes records past their window in one bounded batch; asked again while `more` is true. */
  deleteExpired(options: {
    readonly limit: number
  }): Promise<{ readonly deleted: number; readonly more: boolean }>
}
