import { CompiledQuery, type DatabaseConnection } from 'kysely'
import { type SqlDialect, TransactionAbortedError } from 'uow'
import { provider } from './provider.ts'

/**
 * Remembers which statement failed in a transaction, because a swallowed failure can cost the whole
 * transaction: PostgreSQL then commits nothing, and SQLite may have rolled back already, so that
 * what follows would be committed statement by statement.
 */
export class StatementFailures {
  readonly #dialect: SqlDialect
  #first: { readonly error: unknown } | undefined
  #lost = false

  constructor(dialect: SqlDialect) {
    this.#dialect = dialect
  }

  /** The failure since which the transaction may be worthless. */
  get first(): { readonly error: unknown } | undefined {
    return this.#first
  }

  /** Throws when the database has already rolled the transaction back on its own account. */
  assertNotLost(): void {
    if (this.#lost) throw this.aborted()
  }

  async note(error: unknown, connection: DatabaseConnection): Promise<void> {
    if (this.#dialect === 'sqlite' && !this.#lost) this.#lost = await isOutside(connection)
    this.#first ??= { error }
  }

  /** Back to what was known when a savepoint was opened, which has undone the rest. */
  forgetBackTo(first: { readonly error: unknown } | undefined): void {
    this.#first = first
  }

  aborted(cause?: unknown): TransactionAbortedError {
    return new TransactionAbortedError({ provider, cause: this.#first?.error ?? cause })
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
