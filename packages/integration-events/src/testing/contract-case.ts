/**
 * One promise of a contract, as a test for any runner:
 *
 * ```ts
 * for (const { name, run } of eventLogContract(options)) test(name, run)
 * ```
 */
export interface ContractCase {
  /** The promise, as a sentence. */
  readonly name: string
  /** Resolves when the promise is kept; rejects, mostly with an `AssertionError`, when it is not. */
  readonly run: () => Promise<void>
}
