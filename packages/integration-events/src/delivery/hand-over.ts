import type { AppendedEvent, SessionId } from '../contracts/event-log.ts'
import type { OutgoingEvent } from '../contracts/outgoing-event.ts'

/**
 * The door between publishing and delivery: what a unit of work appends goes from memory straight
 * to the dispatcher once it has committed, if room was reserved for it before.
 */
export interface HandOver {
  /**
   * Decides, synchronously and before the append, which events may be born owned: delivery runs,
   * its session is trusted, the local queue has room (which is taken from now on), the event has
   * no key, its topic's circuit is closed, and no backlog waits in the log ahead of it.
   */
  reserve(events: readonly OutgoingEvent[]): Reservation
}

/** Room that is held for one append. Exactly one of the three ends is called, once. */
export interface Reservation {
  /** The session to append under; null when no event may be born owned. */
  readonly session: SessionId | null
  /** One per event, in order. */
  readonly owned: readonly boolean[]
  /** After the commit: owned events go to the dispatcher, the poller is woken for the others. */
  committed(appended: readonly AppendedEvent[]): void
  /** After a rollback: the room is free again. */
  rolledBack(): void
  /** The outcome of the commit is unknown: memory drops the events, the poller finds out. */
  unknown(): void
}
