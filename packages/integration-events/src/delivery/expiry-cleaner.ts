import { BackgroundTask } from './background-task.ts'
import type { DeliveryContext } from './delivery-context.ts'
import { type DeleteBatch, ExpiryBatches } from './expiry-batches.ts'
import { withTimeLimit } from './time-limit.ts'

/** What is deleted when it is expired, and how often. */
export interface ExpiryCleanerOptions {
  /** Completes the sentence '… fails', for the log. */
  readonly name: string
  readonly deleteBatch: DeleteBatch
  /** Milliseconds from one cycle to the next. */
  readonly interval: number
  /** Milliseconds for one batch: an answer that never comes must not be the last one. */
  readonly timeout: number
  /** What a batch fails with after that. */
  readonly late: (timeout: number) => Error
  /** Ends the cleaner after the batch that is under way. */
  readonly signal: AbortSignal
}

/** Deletes what is expired, in small batches, every interval. */
export class ExpiryCleaner {
  readonly #batches: ExpiryBatches
  readonly #signal: AbortSignal
  readonly #task: BackgroundTask

  constructor(
    context: Pick<DeliveryContext, 'clock' | 'logger' | 'random'>,
    { deleteBatch, interval, late, name, signal, timeout }: ExpiryCleanerOptions,
  ) {
    this.#signal = signal
    this.#batches = new ExpiryBatches((limit) =>
      withTimeLimit(context.clock, timeout, deleteBatch(limit), () => late(timeout)),
    )
    this.#task = new BackgroundTask(context, {
      name,
      // What one cycle leaves is not left until the next interval: else much traffic would outrun it.
      turn: async () => ((await this.cycle()) ? interval / 10 : interval),
      firstPause: interval,
      backoff: { minimum: interval / 10, maximum: interval },
      signal,
    })
  }

  start(): void {
    this.#task.start()
  }

  get ended(): Promise<void> {
    return this.#task.ended
  }

  /** Deletes until nothing is left or the cycle is full. Answers whether something is left. */
  async cycle(): Promise<boolean> {
    return await this.#batches.cycle(this.#signal)
  }
}
