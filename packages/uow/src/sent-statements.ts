/** The first failure of a statement, since which the transaction may be worthless. */
export interface StatementFailure {
  /** What the statement rejected with. */
  readonly error: unknown
}

/**
 * For adapters: the statements that were sent in a transaction, so that its commit can wait for
 * those that nobody awaited, and knows of a failure that somebody swallowed.
 */
export class SentStatements {
  readonly #underWay = new Set<Promise<unknown>>()
  #failure: StatementFailure | undefined

  /** The first failure, if there was one that has not been undone. */
  get failure(): StatementFailure | undefined {
    return this.#failure
  }

  /** Resolves when all that was sent has ended, or is undefined when it has. */
  pending(): Promise<void> | undefined {
    if (this.#underWay.size === 0) return undefined
    return Promise.allSettled(this.#underWay).then(() => {})
  }

  /** Counts a statement as sent until it has ended. */
  async send<T>(statement: () => Promise<T>): Promise<T> {
    const sent = statement()
    this.#underWay.add(sent)
    try {
      return await sent
    } finally {
      this.#underWay.delete(sent)
    }
  }

  /** Notes that a statement failed which had reached the database. */
  failed(error: unknown): void {
    this.#failure ??= { error }
  }

  /** Back to what was known when a savepoint was opened: its rollback has undone the rest. */
  forgetBackTo(failure: StatementFailure | undefined): void {
    this.#failure = failure
  }
}
