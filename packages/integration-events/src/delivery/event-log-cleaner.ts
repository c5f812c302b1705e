import { EventLogTimeoutError } from '../errors/event-log-timeout-error.ts'
import { BackgroundTask } from './background-task.ts'
import type { DeliveryContext } from './delivery-context.ts'
import { ExpiryBatches } from './expiry-batches.ts'
import { withTimeLimit } from './time-limit.ts'

/** Deletes expired events, in small batches. */
export class EventLogCleaner {
  readonly #context: DeliveryContext
  readonly #task: BackgroundTask
  readonly #batches = new ExpiryBatches((limit) => this.#deleteBatch(limit))

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
    return await this.#batches.cycle(this.#context.stopping)
  }

  async #deleteBatch(limit: number): Promise<boolean> {
    const { clock, eventLog, options } = this.#context
    const { expireDate: published, exhaustedExpireDate: exhausted } = options
    const timeout = Math.max(options.cleaningExpireInterval, options.leaseDuration)
    const late = (): Error => new EventLogTimeoutError({ operation: 'deleteExpired', timeout })
    const deletion = eventLog.deleteExpired({ published, exhausted, limit })
    const { more } = await withTimeLimit(clock, timeout, deletion, late)
    return more
  }
}
