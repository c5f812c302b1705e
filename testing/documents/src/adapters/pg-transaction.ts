import type pg from 'pg'
import {
  commitFailure,
  CommitOutcomeUnknownError,
  databaseFailure,
  type DriverFrame,
  type DriverSavepoint,
  type DriverTransaction,
  type FrameGuard,
  SentStatements,
  TransactionAbortedError,
  type UnitOfWorkOptions,
} from 'uow'
import { cancelStatement } from './cancel-statement.ts'
import { type PgClient, pgSql } from './pg-sql.ts'

export const provider = 'pg'

/** Begins a transaction on a connection of its own. */
export async function beginTransaction(
  pool: pg.Pool,
  { isolationLevel }: UnitOfWorkOptions,
  guard: FrameGuard,
): Promise<DriverTransaction<PgClient>> {
  const client = await pool.connect()
  // Without a listener, a connection that breaks between two statements would end the process.
  client.on('error', ignore)
  try {
    await client.query(`begin ${isolationLevel ? `isolation level ${isolationLevel}` : ''}`)
  } catch (error) {
    client.release(true)
    throw error
  }
  return new PgTransaction(pool, client, guard)
}

class PgTransaction implements DriverTransaction<PgClient> {
  readonly native: PgClient
  readonly sql: DriverFrame<PgClient>['sql']
  readonly #pool: pg.Pool
  readonly #client: pg.PoolClient
  readonly #sent = new SentStatements()
  #last: Promise<unknown> = Promise.resolve()
  #savepoints = 0

  constructor(pool: pg.Pool, client: pg.PoolClient, guard: FrameGuard) {
    this.#pool = pool
    this.#client = client
    this.native = this.#guarded(guard)
    this.sql = pgSql(this.native)
  }

  pending(): Promise<void> | undefined {
    return this.#sent.pending()
  }

  async savepoint(guard: FrameGuard): Promise<DriverSavepoint<PgClient>> {
    this.#savepoints += 1
    const name = `uow_${this.#savepoints}`
    const { failure } = this.#sent
    await this.#explained(`savepoint ${name}`)
    const native = this.#guarded(guard)
    return {
      native,
      sql: pgSql(native),
      savepoint: (inner) => this.savepoint(inner),
      pending: () => this.pending(),
      release: async () => await this.#explained(`release savepoint ${name}`),
      rollback: async () => {
        await this.#client.query(`rollback to savepoint ${name}; release savepoint ${name}`)
        this.#sent.forgetBackTo(failure)
      },
    }
  }

  async commit(): Promise<void> {
    try {
      // PostgreSQL answers the COMMIT of a transaction that it has given up with a rollback.
      const { command } = await this.#client.query('commit')
      if (command === 'ROLLBACK') throw this.#aborted()
    } catch (error) {
      const failure = commitFailure(error, { dialect: 'postgres', provider })
      this.#free(CommitOutcomeUnknownError.isInstance(failure))
      throw failure
    }
    this.#free(false)
  }

  async rollback(): Promise<void> {
    if (this.#sent.pending() !== undefined) await cancelStatement(this.#pool, this.#client)
    const broken = await this.#client.query('rollback').then(
      () => false,
      () => true,
    )
    this.#free(broken)
  }

  explain(error: unknown): unknown {
    return databaseFailure(error).kind === 'aborted' ? this.#aborted(error) : error
  }

  /** The connection as one frame may use it: one statement after the other, and none too late. */
  #guarded(guard: FrameGuard): PgClient {
    const send = async (text: string, values?: unknown[]): Promise<pg.QueryResult> => {
      // Again: meanwhile the frame can have ended.
      guard.assertUsable()
      return await this.#client.query(text, values).catch((error: unknown) => {
        this.#sent.failed(error)
        throw error
      })
    }
    return {
      query: async (text, values) => {
        guard.assertUsable()
        return await this.#sent.send(() => {
          const statement = this.#last.then(() => send(text, values))
          this.#last = statement.catch(ignore)
          return statement
        })
      },
    }
  }

  async #explained(sql: string): Promise<void> {
    await this.#client.query(sql).catch((error: unknown) => {
      throw this.explain(error)
    })
  }

  #aborted(cause?: unknown): TransactionAbortedError {
    return new TransactionAbortedError({ provider, cause: this.#sent.failure?.error ?? cause })
  }

  #free(broken: boolean): void {
    this.#client.off('error', ignore)
    this.#client.release(broken)
  }
}

function ignore(): void {}
