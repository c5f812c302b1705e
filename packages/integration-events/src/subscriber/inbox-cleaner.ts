import type { Inbox } from '../contracts/inbox.ts'
import type { Logger } from '../contracts/logger.ts'
import { BackgroundTask } from '../delivery/background-task.ts'
import { type DeliveryClock, systemClock } from '../delivery/delivery-clock.ts'
import { ExpiryBatches } from '../delivery/expiry-batches.ts'
import { endsWithin, withTimeLimit } from '../delivery/time-limit.ts'

/** In milliseconds. */
const stopPatience = 5_000
/** In milliseconds, or as long as the interval: an answer that never comes must not be the last batch. */
const batchPatience = 30_000

/** Deletes expired records of an inbox, in small batches. */
export class InboxCleaner {
  readonly #options: {
    readonly inbox: Inbox
    readonly cleaningExpireInterval: number
    readonly logger: Logger
  }
  #run: { readonly task: BackgroundTask; readonly end: AbortController } | undefined

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
    const timeout = Math.max(interval, batchPatience)
    const late = (): Error =>
      new Error(`the inbox '${inbox.name}' did not answer within ${timeout} ms`)
    const batches = new ExpiryBatches(async (limit) => {
      const deletion = inbox.deleteExpired({ limit })
      return (await withTimeLimit(patientClock, timeout, deletion, late)).more
    })
    const context = { clock: patientClock, logger, random: Math.random }
    const task = new BackgroundTask(context, {
      name: 'deleting expired records of the inbox',
      turn: async () => ((await batches.cycle(end.signal)) ? interval / 10 : interval),
      firstPause: interval,
      backoff: { minimum: interval / 10, maximum: interval },
      signal: end.signal,
    })
    this.#run = { task, end }
    task.start()
  }

  /** Ends after the batch that is under way, and waits for that if the database answers soon. */
  async stop(): Promise<void> {
    const run = this.#run
    this.#run = undefined
    run?.end.abort()
    if (run !== undefined) await endsWithin(systemClock, stopPatience, run.task.ended)
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
