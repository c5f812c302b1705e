import type { SessionId } from '../contracts/event-log.ts'
import type { DeliveryContext } from './delivery-context.ts'
import type { HeldEvent } from './held-event.ts'
import { LocalRetries, type WaitingRetry } from './local-retries.ts'
import { type Batch, type BatchLimits, TopicLanes } from './topic-lanes.ts'

/** What the queue tells the others. */
export interface LocalQueueListener {
  /** Something is ready to be sent. */
  ready(): void
  /** An event, or reserved room, has left memory: there is more room, and perhaps nothing left. */
  left(event?: HeldEvent): void
}

/** Events that were waiting in memory, taken out of it. */
export interface TakenEvents {
  /** Were ready to be sent. */
  readonly ready: readonly HeldEvent[]
  /** Were sent, failed, and waited for their retry. */
  readonly retries: readonly WaitingRetry[]
}

/**
 * What this process holds in memory. An event counts from the commit or the claim until its
 * outcome is durable, so that a log that can't be written to holds up claims too.
 */
export class LocalQueue {
  readonly #capacity: { readonly events: number; readonly bytes: number }
  readonly #listener: LocalQueueListener
  readonly #held = new Set<HeldEvent>()
  readonly #lanes = new TopicLanes()
  readonly #retries: LocalRetries
  #heldBytes = 0
  #reservedEvents = 0
  #reservedBytes = 0

  constructor({ clock, options }: DeliveryContext, listener: LocalQueueListener) {
    this.#capacity = options.localQueueCapacity
    this.#listener = listener
    this.#retries = new LocalRetries(clock, (event) => {
      event.localRetries++
      this.ready(event)
    })
  }

  /** Everything in memory: ready, waiting for a retry, being sent, being settled, kept as a probe. */
  get size(): number {
    return this.#held.size
  }

  /** The same, event by event. */
  get events(): readonly HeldEvent[] {
    return [...this.#held]
  }

  /** Those of them that wait for their retry. */
  get retries(): readonly HeldEvent[] {
    return this.#retries.events
  }

  /** How many events a claim may bring, by room and by how large events are on average. */
  get claimable(): number {
    const room = this.#capacity.events - this.#held.size - this.#reservedEvents
    const bytes = this.#capacity.bytes - this.#heldBytes - this.#reservedBytes
    if (room <= 0 || bytes <= 0) return 0
    if (this.#heldBytes === 0) return room
    return Math.min(room, Math.ceil((bytes / this.#heldBytes) * this.#held.size))
  }

  /** Takes room for an event that is about to be appended; false when there is none. */
  reserve(bytes: number): boolean {
    const events = this.#held.size + this.#reservedEvents + 1
    const allBytes = this.#heldBytes + this.#reservedBytes + bytes
    if (events > this.#capacity.events || allBytes > this.#capacity.bytes) return false
    this.#reservedEvents++
    this.#reservedBytes += bytes
    return true
  }

  unreserve(events: number, bytes: number): void {
    this.#reservedEvents -= events
    this.#reservedBytes -= bytes
    if (events > 0) this.#listener.left()
  }

  /** Takes an event into memory. It is sent once it is `ready`. */
  hold(event: HeldEvent): void {
    this.#held.add(event)
    this.#heldBytes += event.bytes
  }

  holds(event: HeldEvent): boolean {
    return this.#held.has(event)
  }

  ready(event: HeldEvent): void {
    // It may have been dropped on its way here, because its session was lost.
    if (!this.#held.has(event)) return
    this.#lanes.add(event)
    this.#listener.ready()
  }

  retryLater(event: HeldEvent, delay: number): void {
    this.#retries.add(event, delay)
  }

  /** The next batch; fair among topics. */
  take(limits: BatchLimits): Batch | undefined {
    return this.#lanes.take(limits)
  }

  /** Takes out what waits, of one topic or all; it stays in memory until it is settled. */
  takeWaiting(topic?: string): TakenEvents {
    const concerns = ({ event }: HeldEvent): boolean => topic === undefined || event.topic === topic
    return { ready: this.#lanes.remove(concerns), retries: this.#retries.remove(concerns) }
  }

  /** The event is settled, or no longer ours. */
  forget(event: HeldEvent): void {
    if (!this.#held.delete(event)) return
    this.#heldBytes -= event.bytes
    this.#listener.left(event)
  }

  /** Forgets what other sessions than this one own. Returns how many events that were. */
  dropAllBut(session: SessionId | null): number {
    const foreign = [...this.#held].filter((event) => event.session !== session)
    if (foreign.length === 0) return 0
    const isForeign = (event: HeldEvent): boolean => event.session !== session
    this.#lanes.remove(isForeign)
    this.#retries.remove(isForeign)
    for (const event of foreign) this.forget(event)
    return foreign.length
  }
}
