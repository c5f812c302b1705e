const longestTimeout = 2 ** 31 - 1

/** Time as the engine sees it. Replaced by tests; nothing in the engine reaches for globals. */
export interface DeliveryClock {
  /** Monotonic milliseconds from an arbitrary origin: never set back, unlike the time of day. */
  now(): number
  /** Calls back once, after at least `milliseconds`. Returns what cancels it. */
  schedule(milliseconds: number, callback: () => void): () => void
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
