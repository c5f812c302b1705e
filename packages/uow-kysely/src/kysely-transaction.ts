import { CompiledQuery, type ControlledTransaction, type Kysely, type Transaction } from 'kysely'
import {
  commitFailure,
  CommitOutcomeUnknownError,
  databaseFailure,
  type DriverSavepoint,
  type DriverTransaction,
  type FrameGuard,
  type SqlDialect,
  type SqlExecutor,
} from 'uow'
import { cancelStatement } from './cancel-statement.ts'
import { FrameConnection } from './frame-connection.ts'
import { kyselySql } from './kysely-sql.ts'
import { provider } from './provider.ts'
import { transactionClient } from './transaction-client.ts'
import { TransactionStatements } from './transaction-statements.ts'

/** Kysely marks its own error for a COMMIT that was answered with a rollback. */
const abortedTransaction = Symbol.for('kysely.AbortedTransactionError')

/** A transaction on a connection that Kysely controls. */
export class KyselyTransaction<DB> implements DriverTransaction<Transaction<DB>> {
  readonly native: Transaction<DB>
  readonly sql: SqlExecutor
  readonly #db: Kysely<DB>
  readonly #dialect: SqlDialect
  readonly #controlled: ControlledTransaction<DB>
  readonly #statements: TransactionStatements
  #savepoints = 0

  constructor(
    db: Kysely<DB>,
    dialect: SqlDialect,
    controlled: ControlledTransaction<DB>,
    guard: FrameGuard,
  ) {
    this.#db = db
    this.#dialect = dialect
    this.#controlled = controlled
    this.#statements = new TransactionStatements(dialect)
    const { native, sql } = this.#frame(guard)
    this.native = native
    this.sql = sql
  }

  async savepoint(guard: FrameGuard): Promise<DriverSavepoint<Transaction<DB>>> {
    // Outside of a transaction, SQLite would take it for a `begin`.
    this.#statements.assertNotLost()
    this.#savepoints += 1
    const name = `uow_${this.#savepoints}`
    const { failure } = this.#statements.sent
    await this.#explained(() => this.#controlled.savepoint(name).execute())
    return {
      ...this.#frame(guard),
      savepoint: (inner) => this.savepoint(inner),
      pending: () => this.pending(),
      release: () =>
        this.#explained(() => this.#controlled.releaseSavepoint(name as never).execute()),
      rollback: async () => {
        await this.#controlled.rollbackToSavepoint(name as never).execute()
        // A savepoint survives the rollback to it, and would stay for as long as the transaction.
        await this.#controlled.releaseSavepoint(name as never).execute()
        this.#statements.sent.forgetBackTo(failure)
      },
    }
  }

  pending(): Promise<void> | undefined {
    return this.#statements.sent.pending()
  }

  async commit(): Promise<void> {
    try {
      await this.#assertWorthCommitting()
    } catch (error) {
      await this.rollback()
      throw error
    }
    try {
      await this.#controlled.commit().execute()
    } catch (error) {
      const freed = this.rollback()
      if (isObject(error) && abortedTransaction in error) throw this.#statements.aborted(error)
      const failure = commitFailure(error, { dialect: this.#dialect, provider })
      // A connection that broke can't be waited for: it may never answer again.
      if (!CommitOutcomeUnknownError.isInstance(failure)) await freed
      throw failure
    }
  }

  async rollback(): Promise<void> {
    const { inFlight } = this.#statements
    // First: once the connection is free, the cancellation could hit somebody else's statement.
    if (inFlight !== undefined) await cancelStatement(inFlight)
    // It fails where the connection broke, or the database had rolled back already. Kysely then
    // closes the connection instead of using it again.
    await this.#controlled
      .rollback()
      .execute()
      .catch(() => {})
  }

  explain(error: unknown): unknown {
    const isAborted = databaseFailure(error).kind === 'aborted'
    return isAborted ? this.#statements.aborted(error) : error
  }

  #frame(guard: FrameGuard): { native: Transaction<DB>; sql: SqlExecutor } {
    const connection = new FrameConnection(this.#controlled.getExecutor(), guard, this.#statements)
    const native = transactionClient(this.#db, connection)
    return { native, sql: kyselySql(this.#dialect, native.getExecutor()) }
  }

  /** COMMIT must not pretend: a statement failed, and the database may have given everything up. */
  async #assertWorthCommitting(): Promise<void> {
    this.#statements.assertNotLost()
    if (this.#dialect !== 'postgres' || this.#statements.sent.failure === undefined) return
    await this.#explained(() => this.#controlled.executeQuery(CompiledQuery.raw('select 1')))
  }

  async #explained(work: () => Promise<unknown>): Promise<void> {
    try {
      await work()
    } catch (error) {
      throw this.explain(error)
    }
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
