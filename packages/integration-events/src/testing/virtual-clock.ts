import type { DeliveryClock } from '../delivery/delivery-clock.ts'
import { BusOptionError } from '../errors/bus-option-error.ts'
import { type Duration, millisecondsIn } from '../options/duration.ts'
import { OutsideAnswers } from './outside-answers.ts'
import { VirtualTimers } from './virtual-timers.ts'

/** Options of `virtualClock`. */
export interface VirtualClockOptions {
  /**
   * The longest real time that `advance` gives each answer from outside of the process, before time
   * goes on without it. Default `200ms`.
   */
  readonly patience?: Duration
}

/** Time that passes only when a test says so. It begins at 0. */
export interface VirtualClock extends DeliveryClock {
  /**
   * Lets time pass, timer by timer in the order of their dates, those included that other timers
   * start on the way. Resolves once it has passed. Calls at the same time go one after the other.
   *
   * Before the first timer and after each it waits for what follows:
   *
   * - promises, until three turns of the event loop in a row have started and cancelled no timer.
   *   That is enough for a SQLite driver that works synchronously, such as better-sqlite3;
   * - statements of the event log and calls of the publisher (over a socket, in a worker, in a
   *   handler), each for `patience` of real time at most. Without that a time limit would be over
   *   while the answer is on its way. What hangs costs this time once.
   *
   * It does not wait for I/O of which the bus knows nothing: a request that your own code began.
   *
   * @throws BusOptionError when the duration is none, and what a timer's callback throws.
   */
  advance(duration: Duration): Promise<void>
  /**
   * Time passes, but nobody gets to run, as when a process is paused: what is due by then runs at
   * the next `advance`.
   *
   * @throws BusOptionError when the duration is none.
   */
  freeze(duration: Duration): void
  /** How many timers would run if time went on for ever. */
  readonly timers: number
}

/**
 * Makes a clock that a test moves, for the option `clock` of `createIntegrationEventBus` and of
 * `inMemoryEventLog`: retries, backoff, circuits, the poller, leases and expiry run by it, without
 * waiting.
 *
 * ```ts
 * const clock = virtualClock()
 * const bus = createIntegrationEventBus({ unitOfWork, eventLog: inMemoryEventLog({ clock }), publisher, clock })
 * await bus.start()
 * …
 * await clock.advance('3s') // the first retry from memory
 * ```
 *
 * It can't move the clock of a database. In an event log of SQL the dates of retries, leases and
 * expiry are the database's: `bus.requeue({ all: true })` makes due there what waits for its retry.
 * What moves by this clock only waits for `advance`, also within `bus.stop()` and `bus.drain()`: a
 * publisher that hangs ends there by the clock, too. The event's `time` stays the time of day.
 *
 * @throws BusOptionError when the patience is no duration.
 */
export function virtualClock({ patience = '200ms' }: VirtualClockOptions = {}): VirtualClock {
  return new SteppedClock(milliseconds('virtualClock.patience', patience))
}

class SteppedClock implements VirtualClock {
  readonly #timers = new VirtualTimers()
  readonly #answers: OutsideAnswers
  #advanced: Promise<void> = Promise.resolve()

  constructor(patience: number) {
    this.#answers = new OutsideAnswers(patience)
  }

  now(): number {
    return this.#timers.now
  }

  schedule(delay: number, callback: () => void): () => void {
    return this.#timers.add(delay, callback)
  }

  awaits(answer: PromiseLike<unknown>): void {
    this.#answers.add(answer)
  }

  get timers(): number {
    return this.#timers.size
  }

  async advance(duration: Duration): Promise<void> {
    const span = milliseconds('virtualClock.advance', duration)
    const before = this.#advanced
    const advanced = before.then(() => this.#advance(span))
    this.#advanced = advanced.catch(() => {})
    await advanced
  }

  freeze(duration: Duration): void {
    this.#timers.now += milliseconds('virtualClock.freeze', duration)
  }

  async #advance(span: number): Promise<void> {
    const end = this.#timers.now + span
    await this.#settled()
    for (let run = this.#timers.next(end); run !== undefined; run = this.#timers.next(end)) {
      run()
      await this.#settled()
    }
    this.#timers.now = Math.max(this.#timers.now, end)
  }

  async #settled(): Promise<void> {
    do await this.#timers.untilQuiet()
    while (await this.#answers.next())
  }
}

function milliseconds(option: string, duration: Duration): number {
  const parsed = millisecondsIn(duration)
  if (parsed !== undefined) return parsed
  const allowed = "a duration, as milliseconds or as '500ms', '60s', '5m'"
  throw new BusOptionError({ option, received: duration, allowed })
}
