import type { DeliveryClock } from '../../../src/delivery/delivery-clock.ts'

interface Timer {
  readonly at: number
  readonly callback: () => void
}

/** Time that passes only when a test says so. */
export class VirtualClock implements DeliveryClock {
  #now = 0
  #timers: Timer[] = []

  now(): number {
    return this.#now
  }

  schedule(milliseconds: number, callback: () => void): () => void {
    const timer = { at: this.#now + Math.max(0, milliseconds), callback }
    this.#timers.push(timer)
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer)
    }
  }

  /** Timers that would fire if time went on for ever. */
  get timers(): number {
    return this.#timers.length
  }

  /** Lets time pass, timer by timer, each with all that follows from it. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds
    await settled()
    for (let timer = this.#next(end); timer !== undefined; timer = this.#next(end)) {
      this.#timers = this.#timers.filter((other) => other !== timer)
      this.#now = Math.max(this.#now, timer.at)
      timer.callback()
      await settled()
    }
    this.#now = end
  }

  /** Time passes, but nobody gets to run: as when a process is paused. */
  freeze(milliseconds: number): void {
    this.#now += milliseconds
  }

  #next(end: number): Timer | undefined {
    return this.#timers
      .filter(({ at }) => at <= end)
      .toSorted((left, right) => left.at - right.at)
      .at(0)
  }
}

/** Lets everything run that does not wait for time or a gate. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve))
}
