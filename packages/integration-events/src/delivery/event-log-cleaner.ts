import { EventLogTimeoutError } from '../errors/event-log-timeout-error.ts'
import { BackgroundTask } from './background-task.ts'
import type { DeliveryContext } from './delivery-context.ts'
import { withTimeLimit } from './time-limit.ts'

const largestBatch = 1_000
const smallestBatch = 10
/** Batches in one cycle, so that a cleaner with much to do leaves time to the others. */
const batchesPerCycle = 100

/** Deletes expired events, in small batches. */
export class EventLogCleaner {
  readonly #context: DeliveryContext
  readonly #task: BackgroundTask
  #batch = largestBatch
  #failures = 0

  constructor(context: DeliveryContext) {
    this.#context = context
    const { cleaningExpireInterval } = context.options
    this.#task = new BackgroundTask(context, {
      name: 'deleting expired events',
      // What one cycle leaves is not left until the next interval: else much traffic would outrun it.
      turn: async () =>
        (await this.cycle()) ? cleaningExpireInterval / 10 : cleaningExpireInterval,
      firstPause: cleaningExpireInterval,
      backoff: { minimum: cleaningExpireInterval / 10, maximum: cleaningExpireInterval },
      signal: context.stopping,
    })
  }

  start(): void {
    this.#task.start()
  }

  get ended(): Promise<void> {
    return this.#task.ended
  }

  /** One cycle, where no loop runs. */
  async once(): Promise<void> {
    try {
      await this.cycle()
    } catch (error) {
      this.#context.logger.warn('deleting expired events failed; another drain tries again', {
        error,
      })
    }
  }

  /** Deletes until nothing is left or the cycle is full. Answers whether something is left. */
  async cycle(): Promise<boolean> {
    for (let batches = 0; batches < batchesPerCycle; batches++) {
      if (this.#context.stopping.aborted || !(await this.#deleteBatch())) return false
    }
    return true
  }

  async #deleteBatch(): Promise<boolean> {
    const { clock, eventLog, options } = this.#context
    const { expireDate: published, exhaustedExpireDate: exhausted } = options
    const timeout = Math.max(options.cleaningExpireInterval, options.leaseDuration)
    const late = (): Error => new EventLogTimeoutError({ operation: 'deleteExpired', timeout })
    try {
      const deletion = eventLog.deleteExpired({ published, exhausted, limit: this.#batch })
      const { more } = await withTimeLimit(clock, timeout, deletion, late)
      this.#failures = 0
      this.#batch = Math.min(largestBatch, this.#batch * 2)
      return more
    } catch (error) {
      this.#failures++
      // A statement that runs into a time limit again and again has too much to do.
      if (this.#failures > 1) this.#batch = Math.max(smallestBatch, Math.ceil(this.#batch / 2))
      throw error
    }
  }
}
