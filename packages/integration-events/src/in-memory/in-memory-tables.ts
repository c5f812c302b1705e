import type { Sequence, SessionId } from '../contracts/event-log.ts'
import type { OutgoingEvent } from '../contracts/outgoing-event.ts'

/** The clock of a log: epoch milliseconds. */
export type Clock = () => number

/** An event as it was stored; never changed again. */
export interface StoredEvent {
  readonly sequence: Sequence
  readonly id: string
  readonly topic: string
  readonly type: string
  readonly source: string
  readonly time: number
  readonly key: string | null
  /** JSON text, as a database would hold it: what was stored can't be changed from outside. */
  readonly headers: string
  readonly data: string
  readonly storedAt: number
}

/** Not published: pending without a session, or owned by one. */
export interface QueuedEvent {
  readonly session: SessionId | null
  readonly attempts: number
  readonly lastError: string | null
  /** Whether it was claimed as a suspect, so that a death of its session is its own doing. */
  readonly alone: boolean
  /** When it was replayed last, in epoch milliseconds; null if never. */
  readonly deliveryDate: number | null
}

export interface WaitingEvent {
  readonly dueAt: number
  readonly attempts: number
  readonly lastError: string
  readonly deliveryDate: number | null
}

export interface GivenUpEvent {
  readonly exhaustedAt: number
  readonly attempts: number
  readonly lastError: string
}

export interface ClosedEvent {
  readonly closedAt: number
  readonly reason: string
}

export interface Session {
  readonly label: string
  readonly expiresAt: number
  /** Null while it lives. */
  readonly ended: { readonly at: number; readonly by: 'itself' | 'death' } | null
}

/**
 * The tables of one log, and its clock. The table in which an event stands is its state; in `log`
 * alone it is published.
 */
export class InMemoryTables {
  /** A random id, as a database gets one when it is migrated. */
  readonly id: string = crypto.randomUUID()
  readonly now: Clock
  readonly log: Map<Sequence, StoredEvent> = new Map()
  readonly queue: Map<Sequence, QueuedEvent> = new Map()
  readonly waiting: Map<Sequence, WaitingEvent> = new Map()
  readonly exhausted: Map<Sequence, GivenUpEvent> = new Map()
  readonly closed: Map<Sequence, ClosedEvent> = new Map()
  readonly sessions: Map<SessionId, Session> = new Map()
  /** The application that opened the log first. */
  owner: string | null = null
  #lastSequence: Sequence = 0
  #lastSession: SessionId = 0

  constructor(now: Clock) {
    this.now = now
  }

  /** Like a database's sequence: never given twice, and not given back by a rollback. */
  nextSequence(): Sequence {
    return ++this.#lastSequence
  }

  nextSession(): SessionId {
    return ++this.#lastSession
  }

  /** Whether the session lives. A lease that has run out counts only once somebody declared it. */
  lives(session: SessionId): boolean {
    return this.sessions.get(session)?.ended === null
  }

  /** The session's death, which makes suspects of its events; not an end of its own. */
  died(session: SessionId): boolean {
    return this.sessions.get(session)?.ended?.by === 'death'
  }
}

/** What stands in the queue of a waiting event that is due. */
export function dueAgain({ attempts, lastError, deliveryDate }: WaitingEvent): QueuedEvent {
  return { session: null, attempts, lastError, alone: false, deliveryDate }
}

/** Encodes an event for the log. */
export function store(sequence: Sequence, event: OutgoingEvent, storedAt: number): StoredEvent {
  return { ...event, sequence, headers: JSON.stringify(event.headers), storedAt }
}

/**
 * Decodes an event of the log.
 *
 * @throws SyntaxError when its headers are not JSON text.
 */
export function restore(stored: StoredEvent): OutgoingEvent {
  const { id, topic, type, source, time, key, data } = stored
  const headers = JSON.parse(stored.headers) as Record<string, string>
  return { id, topic, type, source, time, key, headers, data }
}
