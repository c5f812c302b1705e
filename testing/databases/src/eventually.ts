import { setTimeout as sleep } from 'node:timers/promises'
import { patience } from './patience.ts'

export interface EventuallyOptions {
  /** How long to keep trying, in milliseconds. Default `patience`. */
  readonly timeout?: number
  /** The pause between two tries, in milliseconds. Default 20. */
  readonly interval?: number
}

/**
 * Repeats a check until it neither throws nor returns `false`, and returns what it returned. For
 * outcomes that have no event to wait for; an interleaving is forced with `gate()`, never with this.
 */
export async function eventually<T>(
  check: () => T | Promise<T>,
  { timeout = patience, interval = 20 }: EventuallyOptions = {},
): Promise<T> {
  const deadline = performance.now() + timeout
  for (;;) {
    let cause: unknown
    try {
      const result = await check()
      if (result !== false) return result
    } catch (error) {
      cause = error
    }
    if (performance.now() >= deadline) {
      const reason = cause === undefined ? 'the check returned false' : messageOf(cause)
      throw new Error(`Not within ${timeout} ms: ${reason}`, { cause })
    }
    await sleep(interval)
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
