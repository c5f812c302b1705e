import type { DeliveryClock } from './delivery-clock.ts'
import type { HeldEvent } from './held-event.ts'

/** An event that waits for its retry from memory. */
export interface WaitingRetry {
  readonly event: HeldEvent
  /** By the monotonic clock. */
  readonly dueAt: number
}

/** Retries from memory, in the order in which they are due. */
export class LocalRetries {
  readonly #clock: DeliveryClock
  readonly #due: (event: HeldEvent) => void
  #waiting: WaitingRetry[] = []
  #cancelTimer: (() => void) | undefined

  constructor(clock: DeliveryClock, due: (event: HeldEvent) => void) {
    this.#clock = clock
    this.#due = due
  }

  add(event: HeldEvent, delay: number): void {
    const dueAt = this.#clock.now() + delay
    // Nearly always the last one: the pause is the same for all but those with a wish of their own.
    const before = this.#waiting.findLastIndex((waiting) => waiting.dueAt <= dueAt)
    this.#waiting.splice(before + 1, 0, { event, dueAt })
    if (before === -1) this.#disarm()
    this.#arm()
  }

  /** Takes out what `concerns` says. Their timers go with them. */
  remove(concerns: (event: HeldEvent) => boolean): WaitingRetry[] {
    const removed = this.#waiting.filter(({ event }) => concerns(event))
    this.#waiting = this.#waiting.filter(({ event }) => !concerns(event))
    if (this.#waiting.length === 0) this.#disarm()
    return removed
  }

  #arm(): void {
    const [first] = this.#waiting
    if (first === undefined || this.#cancelTimer !== undefined) return
    this.#cancelTimer = this.#clock.schedule(first.dueAt - this.#clock.now(), () => {
      this.#cancelTimer = undefined
      this.#wake()
    })
  }

  #disarm(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
  }

  #wake(): void {
    const now = this.#clock.now()
    const firstLater = this.#waiting.findIndex(({ dueAt }) => dueAt > now)
    const due = this.#waiting.splice(0, firstLater === -1 ? this.#waiting.length : firstLater)
    for (const { event } of due) this.#due(event)
    this.#arm()
  }
}
