const largestBatch = 1_000
const smallestBatch = 10
/** Batches in one cycle, so that a cleaner with much to do leaves time to the others. */
const batchesPerCycle = 100

/** Deletes one batch of at most so many rows. Answers whether there may be more. */
export type DeleteBatch = (limit: number) => Promise<boolean>

/** Deletes what is expired in small batches, which become smaller while they fail. */
export class ExpiryBatches {
  readonly #delete: DeleteBatch
  #size = largestBatch
  #failures = 0

  constructor(deleteBatch: DeleteBatch) {
    this.#delete = deleteBatch
  }

  /** Deletes until nothing is left or the cycle is full. Answers whether something is left. */
  async cycle(signal: AbortSignal): Promise<boolean> {
    for (let batches = 0; batches < batchesPerCycle; batches++) {
      if (signal.aborted || !(await this.#batch())) return false
    }
    return true
  }

  async #batch(): Promise<boolean> {
    try {
      const more = await this.#delete(this.#size)
      this.#failures = 0
      this.#size = Math.min(largestBatch, this.#size * 2)
      return more
    } catch (error) {
      this.#failures++
      // A statement that runs into a time limit again and again has too much to do.
      if (this.#failures > 1) this.#size = Math.max(smallestBatch, Math.ceil(this.#size / 2))
      throw error
    }
  }
}
