import type { PublishOutcome } from '../../contracts/publisher.ts'
import type { HandlerVerdict } from '../../subscriber/registered-handler.ts'

/** How far an event has come at its handlers. */
export interface EventProgress {
  /** Consumers that have handled it. */
  readonly done: Set<string>
  /** Consumers whose handler can never handle it, with the reason. */
  readonly permanent: Map<string, PublishOutcome>
  /** Runs so far. */
  readonly attempts: Map<string, number>
  /** Handlers that are still at it, maybe since an earlier send that timed out. */
  readonly running: Map<string, Promise<HandlerVerdict>>
}

/** The progress of events that are not through yet, the latest ones only. */
export class HandlerProgress {
  readonly #events = new Map<string, EventProgress>()
  readonly #capacity: number

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  of(id: string): EventProgress {
    const progress = this.#events.get(id) ?? {
      done: new Set(),
      permanent: new Map(),
      attempts: new Map(),
      running: new Map(),
    }
    // To the end: the order of the map is the order of use.
    this.#events.delete(id)
    this.#events.set(id, progress)
    this.#shrink()
    return progress
  }

  forget(id: string): void {
    this.#events.delete(id)
  }

  #shrink(): void {
    for (const [id, { running }] of this.#events) {
      if (this.#events.size <= this.#capacity) return
      // Without its entry, a handler that is still running would be started a second time.
      if (running.size === 0) this.#events.delete(id)
    }
  }
}
