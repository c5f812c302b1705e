import type { HeldEvent } from './held-event.ts'

/** The events of one topic that go out in one call. */
export interface Batch {
  readonly topic: string
  readonly events: readonly HeldEvent[]
}

/** What one batch may hold. */
export interface BatchLimits {
  readonly events: number
  readonly bytes: number
  /** Topics that may send now. */
  readonly allows: (topic: string) => boolean
}

/** What is ready to be sent, first in, first out per topic. Topics take turns. */
export class TopicLanes {
  /** In the order of their turns: who was served goes to the end. */
  readonly #lanes = new Map<string, HeldEvent[]>()

  add(event: HeldEvent): void {
    const { topic } = event.event
    const lane = this.#lanes.get(topic)
    if (lane === undefined) this.#lanes.set(topic, [event])
    else lane.push(event)
  }

  take(limits: BatchLimits): Batch | undefined {
    for (const [topic, lane] of this.#lanes) {
      if (!limits.allows(topic)) continue
      const events = lane.splice(0, batchLength(lane, limits))
      this.#lanes.delete(topic)
      if (lane.length > 0) this.#lanes.set(topic, lane)
      return { topic, events }
    }
    return undefined
  }

  /** Takes out what `concerns` says, in order per topic. */
  remove(concerns: (event: HeldEvent) => boolean): HeldEvent[] {
    const removed: HeldEvent[] = []
    for (const [topic, lane] of this.#lanes) {
      const kept = lane.filter((event) => !concerns(event))
      if (kept.length === lane.length) continue
      // One by one: a call takes only so many parameters, and a lane may hold more.
      for (const event of lane) if (concerns(event)) removed.push(event)
      if (kept.length === 0) this.#lanes.delete(topic)
      else this.#lanes.set(topic, kept)
    }
    return removed
  }
}

/** At least 1: an event that is larger than a batch goes alone. */
function batchLength(lane: readonly HeldEvent[], limits: BatchLimits): number {
  let bytes = 0
  for (const [index, event] of lane.entries()) {
    bytes += event.bytes
    const full = index === limits.events || bytes > limits.bytes
    if (index > 0 && (full || event.alone)) return index
    if (event.alone) return 1
  }
  return lane.length
}
