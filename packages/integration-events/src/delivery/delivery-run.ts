import type { EventLog } from '../contracts/event-log.ts'
import type { Logger } from '../contracts/logger.ts'
import type { Publisher } from '../contracts/publisher.ts'
import { DeliveryStoppedError } from '../errors/delivery-stopped-error.ts'
import type { DeliveryClock } from './delivery-clock.ts'
import type { DeliveryContext } from './delivery-context.ts'
import type { DeliveryOptions } from './delivery-options.ts'
import { DeliveryStages } from './delivery-stages.ts'
import type { ExhaustedHook } from './exhausted-events.ts'
import { describeRetrySpan } from './retry-span.ts'
import { endsWithin } from './time-limit.ts'

/** What a run is made from. */
export interface DeliveryRunConfig {
  readonly eventLog: EventLog
  readonly publisher: Publisher
  readonly options: DeliveryOptions
  readonly logger: Logger
  readonly clock: DeliveryClock
  readonly random: () => number
  readonly onExhausted: ExhaustedHook | undefined
}

/** What the database is given at the end of a stop, when the time for sends is over. */
const closingTime = 5_000

/** Delivery from one start to its stop: the order in which the stages begin and end. */
export class DeliveryRun {
  readonly stages: DeliveryStages
  readonly #publisher: Publisher
  readonly #context: DeliveryContext
  readonly #stopping = new AbortController()
  readonly #abandoned = new AbortController()
  readonly #ended = new AbortController()
  #deadline = Number.POSITIVE_INFINITY

  constructor(config: DeliveryRunConfig) {
    const { eventLog, publisher, options, logger, clock, random, onExhausted } = config
    this.#publisher = publisher
    this.#context = Object.freeze({
      eventLog,
      options,
      logger,
      clock,
      random,
      stopping: this.#stopping.signal,
      abandoned: this.#abandoned.signal,
      ended: this.#ended.signal,
    })
    this.stages = new DeliveryStages(this.#context, { publisher, onExhausted })
  }

  /** @throws DeliveryStoppedError */
  async start({ housekeeping }: { readonly housekeeping: boolean }): Promise<void> {
    const { lease, poller, probes, cleaner, localQueueCleaner } = this.stages
    const { logger, options } = this.#context
    await this.#untilStopped(this.#openPublisher(), () => this.#close())
    try {
      await this.#untilStopped(lease.open(), () => lease.end())
    } catch (error) {
      await this.#close()
      throw error
    }
    logger.info(`delivery starts: ${describeRetrySpan(options)}`, {
      publisher: this.#publisher.name,
    })
    for (const stage of [lease, poller, probes]) stage.start()
    if (housekeeping) for (const stage of [cleaner, localQueueCleaner]) stage.start()
  }

  /** Aborted when the run begins to stop. */
  get stopping(): AbortSignal {
    return this.#stopping.signal
  }

  /** Makes a start that is under way fail, and a drain end; its stop gets no more than `timeout` from now. */
  abort(timeout: number): void {
    this.#deadline = Math.min(this.#deadline, this.#context.clock.now() + timeout)
    this.#stopping.abort()
  }

  /**
   * Claims and housekeeping end first; what is not being sent goes back to the log; sends get until
   * the deadline; then outcomes are written, the session is ended, and the publisher is closed.
   */
  async stop(timeout: number): Promise<void> {
    const { stages } = this
    const { clock, logger } = this.#context
    this.abort(timeout)
    const deadline = this.#deadline
    stages.handBackWaiting()
    stages.settlements.retrySoon()
    const sends = stages.watch.until(() => stages.dispatcher.calls === 0)
    const claims = Promise.all([stages.poller.ended, stages.probes.ended])
    const time = Math.max(0, deadline - clock.now())
    if (!(await endsWithin(clock, time, Promise.all([sends, claims])))) {
      logger.warn('stop: the deadline has passed; calls that have not ended are abandoned', {
        calls: stages.dispatcher.calls,
      })
    }
    this.#abandoned.abort()
    await sends
    await this.#finish(Math.max(deadline - clock.now(), closingTime))
    await this.#close()
  }

  async #finish(time: number): Promise<void> {
    const { clock, logger } = this.#context
    const { settlements, exhausted, lease, watch } = this.stages
    const deadline = clock.now() + time
    const settled = watch.until(() => settlements.size === 0).then(() => exhausted.idle())
    if (!(await endsWithin(clock, time, settled))) {
      logger.warn('stop: outcomes could not be written in time; their events are sent again', {
        outcomes: settlements.size,
      })
    }
    this.#ended.abort()
    const ended = lease.ended.then(() => lease.end())
    try {
      if (await endsWithin(clock, Math.max(deadline - clock.now(), closingTime), ended)) await ended
      else logger.warn('stop: the session could not be ended in time; its lease runs out instead')
    } catch (error) {
      logger.warn('stop: the session could not be ended; its lease runs out instead', { error })
    }
  }

  async #openPublisher(): Promise<void> {
    await this.#publisher.open?.({ signal: this.#stopping.signal })
  }

  async #close(): Promise<void> {
    const { clock, logger } = this.#context
    const closed = (async () => this.#publisher.close?.())()
    try {
      if (await endsWithin(clock, closingTime, closed)) await closed
      else logger.warn('stop: the publisher did not close in time')
    } catch (error) {
      logger.warn('stop: the publisher could not be closed', { error })
    }
  }

  /** What is opened although the start was given up meanwhile is closed again. */
  async #untilStopped(opening: Promise<void>, close: () => Promise<void>): Promise<void> {
    const { stopping } = this.#context
    const closeLate = (): void => {
      opening.then(close).catch((error: unknown) => {
        this.#context.logger.debug('what a start that was given up has opened stays open', {
          error,
        })
      })
    }
    await new Promise<void>((resolve, reject) => {
      const giveUp = (): void => {
        closeLate()
        reject(new DeliveryStoppedError())
      }
      if (stopping.aborted) return giveUp()
      stopping.addEventListener('abort', giveUp, { once: true })
      const done = (): void => stopping.removeEventListener('abort', giveUp)
      opening.finally(done).then(resolve, reject)
    })
  }
}
