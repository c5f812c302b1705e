import type { EventLog } from '../contracts/event-log.ts'
import type { Logger } from '../contracts/logger.ts'
import type { OutgoingEvent } from '../contracts/outgoing-event.ts'
import type { Publisher } from '../contracts/publisher.ts'
import { DeliveryStoppedError } from '../errors/delivery-stopped-error.ts'
import { type DeliveryClock, systemClock } from './delivery-clock.ts'
import type { DeliveryOptions } from './delivery-options.ts'
import { DeliveryRun } from './delivery-run.ts'
import { drainOnce, drainRun, type DrainOptions, type DrainResult } from './drain-run.ts'
import type { Hint } from './event-log-poller.ts'
import type { ExhaustedHook } from './exhausted-events.ts'
import type { HandOver, Reservation } from './hand-over.ts'
import { outsideRequests } from './outside-requests.ts'
import {
  assertNothingPending,
  defaultSettledTimeout,
  type SettledOptions,
  settledTimeoutError,
  untilSettled,
} from './settled-run.ts'
import { endsWithin } from './time-limit.ts'

/** What an engine is made from. */
export interface DeliveryEngineConfig {
  /** Opened already. */
  readonly eventLog: EventLog
  readonly publisher: Publisher
  readonly options: DeliveryOptions
  /** Must not throw. */
  readonly logger: Logger
  /** Default: the process's monotonic clock. */
  readonly clock?: DeliveryClock | undefined
  /** Between 0 and 1, for jitter. Default `Math.random`. */
  readonly random?: () => number
  /** Told of each event that was given up, once that is durable. An error is logged. Default none. */
  readonly onExhausted?: ExhaustedHook | undefined
}

const defaultStopTimeout = 10_000

/**
 * Delivers what the event log holds: hand-over after the commit, claims, sends, retries, settling,
 * the session, circuits, cleaning. Its parts stand in `delivery-stages.ts`, their order of start and
 * stop in `delivery-run.ts`; here is when there is a run at all.
 */
export class DeliveryEngine implements HandOver {
  readonly #config: DeliveryEngineConfig
  #run: DeliveryRun | undefined
  #started: Promise<void> | undefined
  #stopped: Promise<void> | undefined
  #drained: { readonly run: DeliveryRun; readonly result: Promise<DrainResult> } | undefined

  constructor(config: DeliveryEngineConfig) {
    this.#config = config
  }

  /**
   * Opens the publisher and the session, and starts delivering. Idempotent; shares a start that is
   * under way, and waits for a stop or a drain that is. After an error it can be called again.
   *
   * @throws DeliveryStoppedError when `stop` was called meanwhile.
   */
  async start(): Promise<void> {
    if (this.#started === undefined) {
      const started = outsideRequests(() => this.#start())
      this.#started = started
      started.catch(() => {
        if (this.#started === started) this.#started = undefined
      })
    }
    await this.#started
  }

  /**
   * Refuses new work, lets calls that are in flight end within `timeout` milliseconds, then abandons
   * them; writes the outcomes, and ends the session, so that other processes take the rest at once.
   * Up to 15 seconds more pass if the database or the publisher does not answer. Idempotent; shares
   * a stop that is under way. Never rejects: what fails is logged, and recovered by the lease.
   *
   * @param options.timeout Milliseconds. Default 10,000.
   */
  async stop(options: { readonly timeout?: number } = {}): Promise<void> {
    this.#stopped ??= outsideRequests(() => this.#stop(options.timeout ?? defaultStopTimeout))
    await this.#stopped
  }

  /**
   * Delivers what is due, and returns. It works on a running engine, and on one that was never
   * started: then it opens and ends a session of its own, and deletes some of what is expired. Calls
   * at the same time share one drain.
   */
  async drain(options: DrainOptions = {}): Promise<DrainResult> {
    return outsideRequests(() => this.#drain(options))
  }

  /**
   * Resolves once nothing that this engine delivers is in flight; what waits for a later retry is not.
   * Waits for a start or a drain that is under way. Measured in real time, so that a clock
   * which stands still can't hide what hangs.
   *
   * @throws SettledTimeoutError, NotDeliveringError, DeliveryStoppedError
   */
  async settled(options: SettledOptions = {}): Promise<void> {
    await outsideRequests(() => this.#settled(options))
  }

  reserve(events: readonly OutgoingEvent[]): Reservation {
    return this.#run?.stages.handOver.reserve(events) ?? this.#refuse(events)
  }

  /**
   * Something may be there to be claimed: of this process, or of another one. `full`: also among
   * older events, which a replay has made due.
   */
  wakeUp(about: Hint = 'recent'): void {
    this.#run?.stages.poller.hint(about)
  }

  /** Resolves when nothing is in memory, in flight or unsettled. */
  async idle(): Promise<void> {
    const stages = this.#run?.stages
    await stages?.watch.until(() => stages.isIdle)
  }

  async #start(): Promise<void> {
    await this.#stopped
    await this.#drained?.result.catch(() => {})
    const run = this.#createRun()
    this.#run = run
    try {
      await run.start({ housekeeping: true })
    } catch (error) {
      if (this.#run === run) this.#run = undefined
      throw error
    }
  }

  async #stop(timeout: number): Promise<void> {
    const started = this.#started
    // A start from now on is a new one, which waits for this stop.
    this.#started = undefined
    this.#drained?.run.abort(timeout)
    this.#run?.abort(timeout)
    await Promise.allSettled([started, this.#drained?.result])
    await this.#run?.stop(timeout)
    this.#run = undefined
    this.#stopped = undefined
  }

  async #drain(options: DrainOptions): Promise<DrainResult> {
    await Promise.allSettled([this.#stopped, this.#started])
    if (this.#run !== undefined) return drainRun(this.#run, this.#clock, options)
    this.#drained ??= this.#drainAlone(options)
    return this.#drained.result
  }

  async #settled({ timeout = defaultSettledTimeout, starting }: SettledOptions): Promise<void> {
    const ended = new AbortController()
    const settled = this.#untilSettled(starting, ended.signal)
    const isInTime = await endsWithin(systemClock, timeout, settled)
    ended.abort()
    if (isInTime) return settled
    throw await settledTimeoutError(timeout, this.#config.eventLog, this.#run?.stages)
  }

  async #untilSettled(starting: Promise<void> | undefined, ended: AbortSignal): Promise<void> {
    // A start that fails is its caller's to know; here, nothing is delivered then.
    await Promise.allSettled([starting])
    await Promise.allSettled([this.#started, this.#drained?.result])
    if (this.#stopped !== undefined) throw new DeliveryStoppedError()
    if (this.#run !== undefined) await untilSettled(this.#run, ended)
    else await assertNothingPending(this.#config.eventLog)
  }

  #drainAlone(options: DrainOptions): { run: DeliveryRun; result: Promise<DrainResult> } {
    const run = this.#createRun()
    const result = drainOnce(run, this.#clock, options).finally(() => {
      this.#drained = undefined
    })
    return { run, result }
  }

  get #clock(): DeliveryClock {
    return this.#config.clock ?? systemClock
  }

  #createRun(): DeliveryRun {
    const { eventLog, publisher, options, logger, random = Math.random, onExhausted } = this.#config
    const clock = this.#clock
    return new DeliveryRun({ eventLog, publisher, options, logger, clock, random, onExhausted })
  }

  /** Delivery is off: every event is born pending, for other processes or a later drain. */
  #refuse(events: readonly OutgoingEvent[]): Reservation {
    return {
      session: null,
      owned: events.map(() => false),
      committed: () => this.wakeUp(),
      rolledBack: () => {},
      unknown: () => this.wakeUp(),
    }
  }
}
