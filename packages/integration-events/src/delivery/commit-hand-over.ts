import type { AppendedEvent, SessionId } from '../contracts/event-log.ts'
import type { OutgoingEvent } from '../contracts/outgoing-event.ts'
import type { DeliveryClock } from './delivery-clock.ts'
import type { HandOver, Reservation } from './hand-over.ts'
import { byteLength, type HeldEvent, holdEvent } from './held-event.ts'
import type { LocalQueue } from './local-queue.ts'

/** What the hand-over asks and tells. */
export interface CommitHandOverListener {
  /** The session for new appends; null when there should be none. */
  session(): SessionId | null
  owns(session: SessionId): boolean
  /** Whether older events wait in the log ahead of new ones. */
  backlog(): boolean
  isPaused(topic: string): boolean
  /** A committed event is in memory. */
  handedOver(event: HeldEvent): void
  /** Events were committed that have to be claimed. */
  pending(): void
  /** The session had ended when the events were appended. */
  sessionEnded(): void
  /** The session may own rows of which this process does not know. */
  outcomeUnknown(): void
}

/** Room in memory that is held for one append. */
interface HeldRoom {
  events: number
  bytes: number
  readonly since: number
}

/** The way of an event from its commit into memory, without a claim. */
export class CommitHandOver implements HandOver {
  readonly #clock: DeliveryClock
  readonly #queue: LocalQueue
  readonly #listener: CommitHandOverListener
  readonly #rooms = new Set<HeldRoom>()

  constructor(clock: DeliveryClock, queue: LocalQueue, listener: CommitHandOverListener) {
    this.#clock = clock
    this.#queue = queue
    this.#listener = listener
  }

  reserve(events: readonly OutgoingEvent[]): Reservation {
    const session = this.#listener.backlog() ? null : this.#listener.session()
    const room: HeldRoom = { events: 0, bytes: 0, since: this.#clock.now() }
    const owned = events.map((event) => session !== null && this.#mayOwn(event, room))
    if (room.events > 0) this.#rooms.add(room)
    return new CommitReservation(room.events > 0 ? session : null, owned, {
      committed: (appended) => this.#committed(appended, { session, owned, room }),
      rolledBack: () => this.#giveBack(room),
      unknown: () => this.#outcomeUnknown(session, room),
    })
  }

  /**
   * Gives back the room of appends that have not ended for `age` milliseconds: of transactions that
   * were forgotten, which would take the room away for good. If one does commit, its events are
   * still sent from memory. Returns how many events that were.
   */
  giveBackOlderThan(age: number): number {
    const now = this.#clock.now()
    let events = 0
    for (const room of this.#rooms) {
      if (now - room.since < age) continue
      events += room.events
      this.#giveBack(room)
    }
    return events
  }

  #mayOwn(event: OutgoingEvent, room: HeldRoom): boolean {
    if (event.key !== null || this.#listener.isPaused(event.topic)) return false
    const bytes = byteLength(event)
    if (!this.#queue.reserve(bytes)) return false
    room.events++
    room.bytes += bytes
    return true
  }

  #committed(
    appended: readonly AppendedEvent[],
    reserved: { session: SessionId | null; owned: readonly boolean[]; room: HeldRoom },
  ): void {
    this.#giveBack(reserved.room)
    const { session } = reserved
    let pending = false
    for (const [index, { sequence, event, owned }] of appended.entries()) {
      if (!owned || session === null) {
        pending = true
        if (reserved.owned[index] === true) this.#listener.sessionEnded()
      } else if (this.#listener.owns(session)) {
        this.#listener.handedOver(holdEvent({ sequence, event, attempts: 1 }, session))
      } else {
        // The session has ended since: the row is free, and whoever claims it sends it.
        pending = true
      }
    }
    if (pending) this.#listener.pending()
  }

  #outcomeUnknown(session: SessionId | null, room: HeldRoom): void {
    const hadOwned = room.events > 0
    this.#giveBack(room)
    this.#listener.pending()
    if (hadOwned && session !== null && this.#listener.owns(session)) {
      this.#listener.outcomeUnknown()
    }
  }

  #giveBack(room: HeldRoom): void {
    if (!this.#rooms.delete(room)) return
    this.#queue.unreserve(room.events, room.bytes)
  }
}

interface ReservationEnds {
  committed(appended: readonly AppendedEvent[]): void
  rolledBack(): void
  unknown(): void
}

/** Ends once; what is called after that changes nothing. */
class CommitReservation implements Reservation {
  readonly session: SessionId | null
  readonly owned: readonly boolean[]
  #ends: ReservationEnds | undefined

  constructor(session: SessionId | null, owned: readonly boolean[], ends: ReservationEnds) {
    this.session = session
    this.owned = owned
    this.#ends = ends
  }

  committed(appended: readonly AppendedEvent[]): void {
    this.#end()?.committed(appended)
  }

  rolledBack(): void {
    this.#end()?.rolledBack()
  }

  unknown(): void {
    this.#end()?.unknown()
  }

  #end(): ReservationEnds | undefined {
    const ends = this.#ends
    this.#ends = undefined
    return ends
  }
}
