const longestTimeout = 2 ** 31 - 1

/**
 * Time as delivery sees it; nothing in delivery reaches for globals. Tests replace it:
 * `virtualClock()` of `integration-events/testing`.
 */
export interface DeliveryClock {
  /** Monotonic milliseconds from an arbitrary origin: never set back, unlike the time of day. */
  now(): number
  /** Calls back once, after at least `milliseconds`. Returns what cancels it. */
  schedule(milliseconds: number, callback: () => void): () => void
  /**
   * Is told of each answer from outside that delivery waits for: a statement of the event log, a call
   * of the publisher. A clock of a test gives it real time before it moves on, so that a time limit
   * is not over while the answer is on its way. Default: nothing.
   */
  awaits?(answer: PromiseLike<unknown>): void
}

/** The process's monotonic clock and timers. */
export const systemClock: DeliveryClock = {
  now: () => performance.now(),
  schedule: (milliseconds, callback) => {
    // A longer timeout than this fires at once. Whoever waits that long looks at the clock again.
    const timer = setTimeout(callback, Math.min(Math.max(milliseconds, 0), longestTimeout))
    return () => clearTimeout(timer)
  },
}
