import { eventLoopTurns } from './event-loop-turns.ts'

interface Timer {
  readonly at: number
  readonly callback: () => void
}

/** Turns of the event loop in a row without a timer, after which nothing more is expected. */
const quietTurns = 3

/** The timers of a virtual clock, and its time. */
export class VirtualTimers {
  now = 0
  /** In the order of their dates; of one date, in the order in which they were started. */
  #timers: Timer[] = []
  #changes = 0

  get size(): number {
    return this.#timers.length
  }

  add(delay: number, callback: () => void): () => void {
    const timer = { at: this.now + Math.max(0, delay), callback }
    const later = this.#timers.findIndex(({ at }) => at > timer.at)
    this.#timers.splice(later === -1 ? this.#timers.length : later, 0, timer)
    this.#changes++
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer)
      this.#changes++
    }
  }

  /** Takes out the next timer that is due by `end`, and moves on to its date. */
  next(end: number): (() => void) | undefined {
    const [first] = this.#timers
    if (first === undefined || first.at > end) return undefined
    this.#timers = this.#timers.slice(1)
    this.now = Math.max(this.now, first.at)
    return first.callback
  }

  /** Resolves when nothing goes on that starts or cancels timers, but what waits from outside. */
  async untilQuiet(): Promise<void> {
    let quiet = 0
    while (quiet < quietTurns) {
      const before = this.#changes
      await eventLoopTurns(1)
      quiet = before === this.#changes ? quiet + 1 : 0
    }
  }
}
