import type { Inbox } from '../contracts/inbox.ts'
import type { Logger } from '../contracts/logger.ts'
import { type DeliveryClock, systemClock } from '../delivery/delivery-clock.ts'
import { ExpiryCleaner } from '../delivery/expiry-cleaner.ts'
import { endsWithin } from '../delivery/time-limit.ts'

/** In milliseconds. */
const stopPatience = 5_000
/** In milliseconds, or as long as the interval. */
const batchPatience = 30_000

/** Deletes expired records of an inbox, in small batches. */
export class InboxCleaner {
  readonly #options: {
    readonly inbox: Inbox
    readonly cleaningExpireInterval: number
    readonly logger: Logger
  }
  #run: { readonly cleaner: ExpiryCleaner; readonly end: AbortController } | undefined

  constructor(options: {
    readonly inbox: Inbox
    readonly cleaningExpireInterval: number
    readonly logger: Logger
  }) {
    this.#options = options
  }

  /** Begins, unless it has begun. */
  start(): void {
    if (this.#run !== undefined) return
    const { cleaningExpireInterval: interval, inbox, logger } = this.#options
    const end = new AbortController()
    const context = { clock: patientClock, logger, random: Math.random }
    const cleaner = new ExpiryCleaner(context, {
      name: 'deleting expired records of the inbox',
      deleteBatch: async (limit) => (await inbox.deleteExpired({ limit })).more,
      interval,
      timeout: Math.max(interval, batchPatience),
      late: (timeout) => new Error(`the inbox '${inbox.name}' did not answer within ${timeout} ms`),
      signal: end.signal,
    })
    this.#run = { cleaner, end }
    cleaner.start()
  }

  /** Ends after the batch that is under way, and waits for that if the database answers soon. */
  async stop(): Promise<void> {
    const run = this.#run
    this.#run = undefined
    run?.end.abort()
    if (run !== undefined) await endsWithin(systemClock, stopPatience, run.cleaner.ended)
  }
}

/** Its pauses keep no process alive that has nothing else to do: it begins with the first delivery. */
const patientClock: DeliveryClock = {
  ...systemClock,
  schedule: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds).unref()
    return () => clearTimeout(timer)
  },
}
