import type { DeliveryClock } from './delivery-clock.ts'
import type { HeldEvent } from './held-event.ts'

/** An event that waits for its retry from memory. */
export interface WaitingRetry {
  readonly event: HeldEvent
  /** By the monotonic clock. */
  readonly dueAt: number
}

/** Retries from memory. The pause is the same for all, so that who came first is due first. */
export class LocalRetries {
  readonly #clock: DeliveryClock
  readonly #due: (event: HeldEvent) => void
  #waiting: WaitingRetry[] = []
  #cancelTimer: (() => void) | undefined

  constructor(clock: DeliveryClock, due: (event: HeldEvent) => void) {
    this.#clock = clock
    this.#due = due
  }

  get events(): readonly HeldEvent[] {
    return this.#waiting.map(({ event }) => event)
  }

  add(event: HeldEvent, delay: number): void {
    this.#waiting.push({ event, dueAt: this.#clock.now() + delay })
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
