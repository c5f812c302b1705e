import {
  commitFailure,
  databaseFailure,
  type DriverSavepoint,
  type DriverTransaction,
  type FrameGuard,
  type FrameHandle,
  type SqlDialect,
  type SqlExecutor,
} from 'uow'
import { cancelBackend, type Backend } from './backend.ts'
import { guardedClient } from '../guard/guarded-client.ts'
import type { InteractiveTransaction } from '../interactive-transaction.ts'
import type { PrismaClientLike, PrismaTransactionClient } from '../prisma-client.ts'
import { prismaSql, type SendStatement } from '../prisma-sql.ts'
import { provider } from '../provider.ts'
import { TransactionStatements } from './transaction-statements.ts'

/** A frame of a unit of work, or what stands in for one where there is none. */
export type GuardedFrame<Client> = FrameGuard &
  Partial<Pick<FrameHandle<PrismaTransactionClient<Client>>, 'nest'>>

export interface PrismaTransactionOptions<Client extends PrismaClientLike> {
  readonly dialect: SqlDialect
  readonly transaction: InteractiveTransaction<Client>
  readonly frame: GuardedFrame<Client>
  /** Whether an extension of the client could hide the failure of a statement. */
  readonly mayHideFailures: boolean
  /** The server's process behind the connection, to cancel a statement. */
  readonly backend: Backend | undefined
  /** Called when a COMMIT was refused, for what Prisma leaves behind then. */
  readonly abandoned: () => Promise<unknown>
  /** Called when the connection is free again. */
  readonly freed: () => void
}

/** A transaction on a connection that Prisma holds. */
export class PrismaTransaction<Client extends PrismaClientLike> implements DriverTransaction<
  PrismaTransactionClient<Client>
> {
  readonly native: PrismaTransactionClient<Client>
  readonly sql: SqlExecutor
  readonly #options: PrismaTransactionOptions<Client>
  readonly #raw: SqlExecutor
  readonly #statements: TransactionStatements
  /** How many statements were sent whose failure an extension could hide. */
  #hideable = 0
  /** How many of them a later statement has proved not to have cost the transaction. */
  #proved = 0
  #savepoints = 0

  constructor(options: PrismaTransactionOptions<Client>) {
    const { dialect, frame, transaction } = options
    this.#options = options
    this.#raw = prismaSql(dialect, transaction.client)
    this.#statements = new TransactionStatements(dialect, transaction.client)
    const { native, sql } = this.#frame(frame)
    this.native = native
    this.sql = sql
  }

  async savepoint(
    frame: GuardedFrame<Client>,
  ): Promise<DriverSavepoint<PrismaTransactionClient<Client>>> {
    // Outside of a transaction, SQLite would take it for a `begin`.
    this.#statements.assertNotLost()
    this.#savepoints += 1
    const name = `uow_${this.#savepoints}`
    const { sent } = this.#statements
    const { failure } = sent
    await this.#explained(`savepoint ${name}`)
    return {
      ...this.#frame(frame),
      savepoint: (inner) => this.savepoint(inner),
      pending: () => this.pending(),
      release: () => this.#explained(`release savepoint ${name}`),
      rollback: async () => {
        // What was sent before would run after it, and be a part of the frame around this one.
        await sent.pending()
        await this.#raw.execute(`rollback to savepoint ${name}`, [])
        // A savepoint survives the rollback to it, and would stay for as long as the transaction.
        await this.#raw.execute(`release savepoint ${name}`, [])
        sent.forgetBackTo(failure)
      },
    }
  }

  pending(): Promise<void> | undefined {
    return this.#statements.pending()
  }

  async commit(): Promise<void> {
    const { abandoned, dialect, freed, transaction } = this.#options
    try {
      await this.#assertWorthCommitting()
    } catch (error) {
      await this.rollback()
      throw error
    }
    try {
      await transaction.commit()
    } catch (error) {
      await abandoned()
      throw commitFailure(error, { dialect, provider })
    } finally {
      freed()
    }
  }

  async rollback(): Promise<void> {
    await this.#cancelStatement()
    await this.#options.transaction.rollback()
    this.#options.freed()
  }

  explain(error: unknown): unknown {
    return databaseFailure(error).kind === 'aborted' ? this.#statements.aborted(error) : error
  }

  #frame(frame: GuardedFrame<Client>): {
    native: PrismaTransactionClient<Client>
    sql: SqlExecutor
  } {
    const { dialect, mayHideFailures, transaction } = this.#options
    const assertUsable = (): void => frame.assertUsable()
    const send: SendStatement = (statement) => {
      if (mayHideFailures) this.#hideable += 1
      return this.#statements.send(statement, assertUsable)
    }
    const sendSql: SendStatement = async (statement) => {
      // It says nothing of what is still under way, or comes after it.
      const proves = this.#statements.pending() === undefined ? this.#hideable : this.#proved
      const result = await this.#statements.send(statement, assertUsable)
      this.#proved = Math.max(this.#proved, proves)
      return result
    }
    const nest = async (
      work: (client: object) => Promise<unknown>,
      options: object | undefined,
    ): Promise<unknown> => await frame.nest?.(work as never, options)
    return {
      native: guardedClient(transaction.client, {
        send,
        announce: () => this.#statements.announce(),
        nest,
      }),
      sql: prismaSql(dialect, transaction.client, sendSql),
    }
  }

  /**
   * COMMIT must not pretend: after a failed statement the database may have given everything up, and
   * Prisma does not look at what a COMMIT is answered with.
   */
  async #assertWorthCommitting(): Promise<void> {
    this.#statements.assertNotLost()
    if (this.#options.dialect !== 'postgres') return
    if (this.#statements.sent.failure === undefined && this.#proved === this.#hideable) return
    await this.#explained('select 1')
  }

  async #explained(statement: string): Promise<void> {
    try {
      await this.#raw.execute(statement, [])
    } catch (error) {
      throw this.explain(error)
    }
  }

  /** So that the ROLLBACK need not wait for a lock, or for a query that takes minutes. */
  async #cancelStatement(): Promise<void> {
    const { backend } = this.#options
    const pending = this.pending()
    if (backend === undefined || pending === undefined) return
    await Promise.race([pending, cancelBackend(backend)])
  }
}
