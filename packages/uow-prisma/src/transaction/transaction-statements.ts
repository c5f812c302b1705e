import { SentStatements, type SqlDialect, TransactionAbortedError } from 'uow'
import type { PrismaRawClient } from '../prisma-client.ts'
import { provider } from '../provider.ts'

/**
 * Sends a transaction's statements and remembers what became of them. A swallowed failure can cost
 * the whole transaction: PostgreSQL then commits nothing, which Prisma does not tell, and SQLite may
 * have rolled back already, so that what follows would be committed statement by statement.
 */
export class TransactionStatements {
  readonly sent: SentStatements = new SentStatements()
  readonly #dialect: SqlDialect
  readonly #client: PrismaRawClient
  #last: Promise<unknown> = Promise.resolve()
  #announced = 0
  #lost = false

  constructor(dialect: SqlDialect, client: PrismaRawClient) {
    this.#dialect = dialect
    this.#client = client
  }

  /**
   * Counts a statement that was made and not sent yet. Prisma's are sent one turn later, by the
   * `await`: what is made before a nested run, and awaited by nobody else, comes before it.
   */
  announce(): void {
    this.#announced += 1
    queueMicrotask(() => {
      this.#announced -= 1
    })
  }

  /** Resolves when all that was sent has ended, or is undefined when it has. */
  pending(): Promise<void> | undefined {
    return this.sent.pending() ?? (this.#announced > 0 ? Promise.resolve() : undefined)
  }

  /** @param assertUsable refuses a statement whose frame has ended meanwhile. */
  send<T>(statement: () => PromiseLike<T>, assertUsable: () => void): Promise<T> {
    return this.sent.send(() => {
      if (this.#dialect === 'postgres') return this.#run(statement, assertUsable)
      // One at a time: the next one must not run before it is known what a failure has cost.
      const turn = this.#last.then(() => this.#run(statement, assertUsable))
      this.#last = turn.catch(() => {})
      return turn
    })
  }

  /** Throws when the database has already rolled the transaction back on its own account. */
  assertNotLost(): void {
    if (this.#lost) throw this.aborted()
  }

  aborted(cause?: unknown): TransactionAbortedError {
    return new TransactionAbortedError({ provider, cause: this.sent.failure?.error ?? cause })
  }

  async #run<T>(statement: () => PromiseLike<T>, assertUsable: () => void): Promise<T> {
    assertUsable()
    this.assertNotLost()
    try {
      return await statement()
    } catch (error) {
      if (this.#dialect === 'sqlite') this.#lost = await this.#isOutside()
      this.sent.failed(error)
      throw error
    }
  }

  /**
   * Whether the connection has no transaction any more. SQLite has no statement that tells, other
   * than a `begin`: it fails inside a transaction.
   */
  async #isOutside(): Promise<boolean> {
    try {
      await this.#client.$executeRawUnsafe('begin')
    } catch {
      return false
    }
    await this.#client.$executeRawUnsafe('rollback')
    return true
  }
}
