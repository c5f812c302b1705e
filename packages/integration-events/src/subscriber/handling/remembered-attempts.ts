import type { OutgoingEvent } from '../../contracts/outgoing-event.ts'

/** Of how many events that have failed, the latest ones, attempts are remembered. */
const capacity = 10_000

/** Counts attempts in the memory of this process. */
export class RememberedAttempts {
  readonly #attempts = new Map<string, number>()

  /** The number of an attempt that begins. */
  begin(event: OutgoingEvent): number {
    const key = keyOf(event)
    const attempt = (this.#attempts.get(key) ?? 0) + 1
    // To the end: the order of the map is the order of use.
    this.#attempts.delete(key)
    this.#attempts.set(key, attempt)
    const [oldest] = this.#attempts.keys()
    if (this.#attempts.size > capacity && oldest !== undefined) this.#attempts.delete(oldest)
    return attempt
  }

  forget(event: OutgoingEvent): void {
    this.#attempts.delete(keyOf(event))
  }
}

function keyOf({ id, source }: OutgoingEvent): string {
  return JSON.stringify([source, id])
}
