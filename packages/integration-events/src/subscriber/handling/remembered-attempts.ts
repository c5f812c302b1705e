import type { OutgoingEvent } from '../../contracts/outgoing-event.ts'

/** Of how many events that have failed, the latest ones, attempts are remembered. */
const capacity = 10_000

interface Attempts {
  readonly failed: number
  readonly running: number
}

const none: Attempts = { failed: 0, running: 0 }

/** Counts attempts in the memory of this process. */
export class RememberedAttempts {
  readonly #attempts = new Map<string, Attempts>()

  /** The number that an attempt would have that begins now. */
  next(event: OutgoingEvent): number {
    const { failed, running } = this.#of(event)
    return failed + running + 1
  }

  /** Whether another delivery of the event is being handled. */
  isRunning(event: OutgoingEvent): boolean {
    return this.#of(event).running > 0
  }

  begin(event: OutgoingEvent): void {
    const { failed, running } = this.#of(event)
    this.#remember(event, { failed, running: running + 1 })
  }

  /** An attempt that had begun has failed. Answers how many have by now. */
  failed(event: OutgoingEvent): number {
    const { failed, running } = this.#of(event)
    this.#remember(event, { failed: failed + 1, running: Math.max(0, running - 1) })
    return failed + 1
  }

  forget(event: OutgoingEvent): void {
    this.#attempts.delete(keyOf(event))
  }

  #of(event: OutgoingEvent): Attempts {
    return this.#attempts.get(keyOf(event)) ?? none
  }

  #remember(event: OutgoingEvent, attempts: Attempts): void {
    const key = keyOf(event)
    // To the end: the order of the map is the order of use.
    this.#attempts.delete(key)
    this.#attempts.set(key, attempts)
    const [oldest] = this.#attempts.keys()
    if (this.#attempts.size > capacity && oldest !== undefined) this.#attempts.delete(oldest)
  }
}

function keyOf({ id, source }: OutgoingEvent): string {
  return JSON.stringify([source, id])
}
