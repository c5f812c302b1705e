import type { OutgoingEvent } from '../contracts/outgoing-event.ts'

/** Is told of the events of one append, in the order of publishing. Must not throw. */
export type CommittedEventsListener = (events: readonly OutgoingEvent[]) => void

/** Tells who listens of what one bus has published, once it is committed. */
export class CommittedEvents {
  readonly #listeners = new Set<CommittedEventsListener>()

  /** Whether anybody listens: else nothing needs to be gathered. */
  get isHeard(): boolean {
    return this.#listeners.size > 0
  }

  tell(events: readonly OutgoingEvent[]): void {
    for (const listener of this.#listeners) listener(events)
  }

  /** Returns what ends it. */
  listen(listener: CommittedEventsListener): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }
}

/** Beside the buses, and not among their members: this is for tests, and no part of their surface. */
const byBus = new WeakMap<object, CommittedEvents>()

/** Makes the committed events of a bus known. */
export function registerCommittedEvents(bus: object, events: CommittedEvents): void {
  byBus.set(bus, events)
}

/** What a bus has committed; undefined for what this package has not made. */
export function committedEventsOf(bus: unknown): CommittedEvents | undefined {
  return typeof bus === 'object' && bus !== null ? byBus.get(bus) : undefined
}
