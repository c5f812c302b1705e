import type { Kysely, Transaction } from 'kysely'
import {
  createUnitOfWork,
  type CreateUnitOfWorkOptions,
  type SqlDialect,
  type UnitOfWork,
  UnitOfWorkOptionError,
} from 'uow'
import { beginTransaction } from './begin-transaction.ts'
import { kyselyDatabase } from './kysely-database.ts'
import { refuseOuterClient } from './outer-client.ts'
import { provider } from './provider.ts'
import { sqlDialectOf } from './sql-dialect.ts'

export interface KyselyUnitOfWorkOptions extends CreateUnitOfWorkOptions {
  /** The SQL that the database speaks. Default: told from Kysely's adapter. */
  readonly dialect?: SqlDialect
}

/**
 * A unit of work over the user's own Kysely client; `run` hands out their `Transaction<DB>`.
 *
 * ```ts
 * const uow = kyselyUnitOfWork(db)
 *
 * await uow.run(async (tx) => {
 *   await tx.insertInto('orders').values(order).execute()
 * })
 * ```
 *
 * On a database with a single connection (SQLite, PGlite) units run one after the other, and `db`
 * itself, used inside of a unit, rejects with `OuterClientInsideTransactionError` instead of
 * waiting for ever. That holds for `db` and for the clients that are derived from it afterwards:
 * pass the client that the others come from.
 *
 * @throws UnitOfWorkOptionError when an option has a value that it can't have.
 */
export function kyselyUnitOfWork<DB>(
  db: Kysely<DB>,
  options: KyselyUnitOfWorkOptions = {},
): UnitOfWork<Transaction<DB>> {
  if (db.isTransaction) {
    throw new UnitOfWorkOptionError({
      option: 'db',
      received: db,
      allowed: 'the Kysely client itself, not one of its transactions',
    })
  }
  const { dialect: given, ...common } = options
  const dialect = sqlDialectOf(db, given)
  const executor = db.getExecutor()
  // Before anything is derived from the client: the derived would go unguarded.
  if (dialect === 'sqlite' || executor.adapter.supportsMultipleConnections === false)
    refuseOuterClient(executor, () => uow.ambient()?.root.state === 'open')
  const uow = createUnitOfWork<Transaction<DB>>(
    {
      provider,
      database: kyselyDatabase(db, dialect),
      begin: (beginOptions, guard) => beginTransaction(db, dialect, beginOptions, guard),
    },
    common,
  )
  return uow
}
