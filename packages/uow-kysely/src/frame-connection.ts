import type { ConnectionProvider, DatabaseConnection } from 'kysely'
import type { FrameGuard } from 'uow'
import type { StatementFailures } from './statement-failures.ts'

type Options = Parameters<ConnectionProvider['provideConnection']>[1]

/** The transaction's connection as one frame may use it. */
export class FrameConnection implements ConnectionProvider {
  readonly #transaction: ConnectionProvider
  readonly #guard: FrameGuard
  readonly #failures: StatementFailures

  constructor(transaction: ConnectionProvider, guard: FrameGuard, failures: StatementFailures) {
    this.#transaction = transaction
    this.#guard = guard
    this.#failures = failures
  }

  async provideConnection<T>(
    consumer: (connection: DatabaseConnection) => Promise<T>,
    options?: Options,
  ): Promise<T> {
    this.#guard.assertUsable()
    return this.#transaction.provideConnection(async (connection) => {
      // Again: the statement may have waited for another one, and for the end of its frame.
      this.#guard.assertUsable()
      this.#failures.assertNotLost()
      try {
        return await consumer(connection)
      } catch (error) {
        await this.#failures.note(error, connection)
        throw error
      }
    }, options)
  }
}
