import { CompiledQuery, type DatabaseConnection } from 'kysely'
import { SentStatements, type SqlDialect, TransactionAbortedError } from 'uow'
import { provider } from './provider.ts'

/**
 * What is known of a transaction's statements. A swallowed failure can cost the whole transaction:
 * PostgreSQL then commits nothing, and SQLite may have rolled back already, so that what follows
 * would be committed statement by statement.
 */
export class TransactionStatements {
  readonly #dialect: SqlDialect
  readonly #sent = new SentStatements()
  #lost = false
  #inFlight: DatabaseConnection | undefined

  constructor(dialect: SqlDialect) {
    this.#dialect = dialect
  }

  /** Which were sent, and which of them failed first. */
  get sent(): SentStatements {
    return this.#sent
  }

  /** The connection, while a statement of the user's is under way on it. */
  get inFlight(): DatabaseConnection | undefined {
    return this.#inFlight
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
      this.#sent.failed(error)
      throw error
    } finally {
      this.#inFlight = undefined
    }
  }

  /** Throws when the database has already rolled the transaction back on its own account. */
  assertNotLost(): void {
    if (this.#lost) throw this.aborted()
  }

  aborted(cause?: unknown): TransactionAbortedError {
    return new TransactionAbortedError({ provider, cause: this.#sent.failure?.error ?? cause })
  }
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
