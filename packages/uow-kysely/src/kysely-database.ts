import type { Kysely } from 'kysely'
import { runOwnTransaction, type SqlDatabase, type SqlDialect } from 'uow'
import { beginTransaction } from './begin-transaction.ts'
import { kyselySql } from './kysely-sql.ts'

/** The database outside of any unit of work. */
export function kyselyDatabase<DB>(db: Kysely<DB>, dialect: SqlDialect): SqlDatabase {
  return {
    ...kyselySql(dialect, db.getExecutor()),
    client: db,
    transaction: (work) =>
      runOwnTransaction((guard) => beginTransaction(db, dialect, {}, guard), work),
  }
}
