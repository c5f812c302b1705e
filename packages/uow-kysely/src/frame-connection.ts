import type { ConnectionProvider, DatabaseConnection } from 'kysely'
import type { FrameGuard } from 'uow'
import type { TransactionStatements } from './transaction-statements.ts'

type Options = Parameters<ConnectionProvider['provideConnection']>[1]

/** The transaction's connection as one frame may use it. */
export class FrameConnection implements ConnectionProvider {
  readonly #transaction: ConnectionProvider
  readonly #guard: FrameGuard
  readonly #statements: TransactionStatements

  constructor(
    transaction: ConnectionProvider,
    guard: FrameGuard,
    statements: TransactionStatements,
  ) {
    this.#transaction = transaction
    this.#guard = guard
    this.#statements = statements
  }

  async provideConnection<T>(
    consumer: (connection: DatabaseConnection) => Promise<T>,
    options?: Options,
  ): Promise<T> {
    this.#guard.assertUsable()
    return this.#statements.sent.send(() =>
      this.#transaction.provideConnection(async (connection) => {
        // Again: the statement may have waited for another one, and for the end of its frame.
        this.#guard.assertUsable()
        return this.#statements.run(connection, consumer)
      }, options),
    )
  }
}
