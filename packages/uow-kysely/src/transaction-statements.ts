import { CompiledQuery, type DatabaseConnection } from 'kysely'
import { type SqlDialect, TransactionAbortedError } from 'uow'
import { provider } from './provider.ts'

/**
 * What is known of a transaction's statements. A swallowed failure can cost the whole transaction:
 * PostgreSQL then commits nothing, and SQLite may have rolled back already, so that what follows
 * would be committed statement by statement.
 */
export class TransactionStatements {
  readonly #dialect: SqlDialect
  #failure: Failure | undefined
  #lost = false
  #inFlight: DatabaseConnection | undefined
  readonly #sent = new Set<Promise<unknown>>()

  constructor(dialect: SqlDialect) {
    this.#dialect = dialect
  }

  /** The first failure, since which the transaction may be worthless. */
  get failure(): Failure | undefined {
    return this.#failure
  }

  /** The connection, while a statement of the user's is under way on it. */
  get inFlight(): DatabaseConnection | undefined {
    return this.#inFlight
  }

  /** Resolves when all that was sent has ended, or is undefined when it has. */
  pending(): Promise<void> | undefined {
    if (this.#sent.size === 0) return undefined
    return Promise.allSettled(this.#sent).then(() => {})
  }

  /** Counts a statement as sent until it has ended. */
  async send<T>(statement: () => Promise<T>): Promise<T> {
    const sent = statement()
    this.#sent.add(sent)
    try {
      return await sent
    } finally {
      this.#sent.delete(sent)
    }
  }

  /** Runs one statement; one at a time, as there is one connection. */
  async run<T>(
    connection: DatabaseConnection,
    statement: (connection: DatabaseConnection) => Promise<T>,
  ): Promise<T> {
    this.assertNotLost()
    this.#inFlight = connection
    try {
      return await statement(connection)
    } catch (error) {
      if (this.#dialect === 'sqlite') this.#lost = await isOutside(connection)
      this.#failure ??= { error }
      throw error
    } finally {
      this.#inFlight = undefined
    }
  }

  /** Throws when the database has already rolled the transaction back on its own account. */
  assertNotLost(): void {
    if (this.#lost) throw this.aborted()
  }

  /** Back to what was known when a savepoint was opened: its rollback has undone the rest. */
  forgetBackTo(failure: Failure | undefined): void {
    this.#failure = failure
  }

  aborted(cause?: unknown): TransactionAbortedError {
    return new TransactionAbortedError({ provider, cause: this.#failure?.error ?? cause })
  }
}

interface Failure {
  readonly error: unknown
}

/**
 * Whether the connection has no transaction any more. SQLite has no statement that tells, other
 * than a `begin`: it fails inside a transaction.
 */
async function isOutside(connection: DatabaseConnection): Promise<boolean> {
  try {
    await connection.executeQuery(CompiledQuery.raw('begin'))
  } catch {
    return false
  }
  await connection.executeQuery(CompiledQuery.raw('rollback'))
  return true
}
