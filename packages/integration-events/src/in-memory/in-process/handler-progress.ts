import type { OutgoingEvent } from '../../contracts/outgoing-event.ts'
import type { PublishOutcome } from '../../contracts/publisher.ts'
import { deliveryDateHeader } from '../../event/delivery-date.ts'
import type { HandlerVerdict } from '../../subscriber/registered-handler.ts'

/** A run that failed, by a handler with pauses of its own. */
export interface FailedRun {
  readonly error: unknown
  /** By the monotonic clock. */
  readonly dueAt: number
}

/** How far an event has come at its handlers. */
export interface EventProgress {
  /** Sends of this event that have not ended. */
  sends: number
  /** That of the last send: a replay has another one. */
  deliveryDate: string | undefined
  /** Consumers that have handled it. */
  readonly done: Set<string>
  /** Consumers whose handler can never handle it, with the reason. */
  readonly permanent: Map<string, PublishOutcome>
  /** Runs so far. */
  readonly attempts: Map<string, number>
  /** Consumers that have failed and wait for their own pause to end, by the clock. */
  readonly failed: Map<string, FailedRun>
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

  /** Begins a send of the event. */
  begin({ id, headers }: OutgoingEvent): EventProgress {
    const progress = this.#events.get(id) ?? {
      sends: 0,
      deliveryDate: headers[deliveryDateHeader],
      done: new Set(),
      permanent: new Map(),
      attempts: new Map(),
      failed: new Map(),
      running: new Map(),
    }
    // To the end: the order of the map is the order of use.
    this.#events.delete(id)
    this.#events.set(id, progress)
    progress.sends += 1
    this.#shrink()
    return progress
  }

  end(progress: EventProgress): void {
    progress.sends -= 1
    this.#shrink()
  }

  forget(id: string): void {
    this.#events.delete(id)
  }

  #shrink(): void {
    for (const [id, { sends, running }] of this.#events) {
      if (this.#events.size <= this.#capacity) return
      // Without its entry, a handler that is still running would be started a second time.
      if (sends === 0 && running.size === 0) this.#events.delete(id)
    }
  }
}
