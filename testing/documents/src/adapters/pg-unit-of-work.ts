import type pg from 'pg'
import {
  createUnitOfWork,
  type CreateUnitOfWorkOptions,
  runOwnTransaction,
  type UnitOfWork,
} from 'uow'
import { pgDatabase } from './pg-database.ts'
import type { PgClient } from './pg-sql.ts'
import { beginTransaction, provider } from './pg-transaction.ts'

/** A unit of work over a pool of node-postgres; `run` hands out the transaction's connection. */
export function pgUnitOfWork(
  pool: pg.Pool,
  options?: CreateUnitOfWorkOptions,
): UnitOfWork<PgClient> {
  return createUnitOfWork<PgClient>(
    {
      provider,
      database: {
        ...pgDatabase(pool),
        // Guarded, as a unit of work is: what comes too late is refused.
        transaction: (work) =>
          runOwnTransaction((guard) => beginTransaction(pool, {}, guard), work),
      },
      begin: (beginOptions, frame) => beginTransaction(pool, beginOptions, frame),
    },
    options,
  )
}
