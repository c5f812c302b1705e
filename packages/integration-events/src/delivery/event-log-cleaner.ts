import { EventLogTimeoutError } from '../errors/event-log-timeout-error.ts'
import type { DeliveryContext } from './delivery-context.ts'
import { ExpiryCleaner } from './expiry-cleaner.ts'

/** Deletes expired events, in small batches. */
export class EventLogCleaner {
  readonly #context: DeliveryContext
  readonly #cleaner: ExpiryCleaner

  constructor(context: DeliveryContext) {
    this.#context = context
    const { eventLog, options, stopping } = context
    const { cleaningExpireInterval: interval, leaseDuration } = options
    const { expireDate: published, exhaustedExpireDate: exhausted } = options
    this.#cleaner = new ExpiryCleaner(context, {
      name: 'deleting expired events',
      deleteBatch: async (limit) =>
        (await eventLog.deleteExpired({ published, exhausted, limit })).more,
      interval,
      timeout: Math.max(interval, leaseDuration),
      late: (timeout) => new EventLogTimeoutError({ operation: 'deleteExpired', timeout }),
      signal: stopping,
    })
  }

  start(): void {
    this.#cleaner.start()
  }

  get ended(): Promise<void> {
    return this.#cleaner.ended
  }

  /** One cycle, where no loop runs. */
  async once(): Promise<void> {
    try {
      await this.#cleaner.cycle()
    } catch (error) {
      this.#context.logger.warn('deleting expired events failed; another drain tries again', {
        error,
      })
    }
  }
}
