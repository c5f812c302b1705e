/**
 * One promise of a contract, as a test for any runner:
 *
 * ```ts
 * test.each(eventLogContract(options))('$name', ({ run }) => run())
 * ```
 */
export interface ContractCase {
  /** The promise, as a sentence. */
  readonly name: string
  /** Resolves when the promise is kept; rejects, mostly with an `AssertionError`, when it is not. */
  readonly run: () => Promise<void>
}
