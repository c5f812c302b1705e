import type { Kysely } from 'kysely'
import {
  type SqlDatabase,
  type SqlDialect,
  type SqlExecutor,
  TransactionEndedError,
  type TransactionState,
} from 'uow'
import { beginTransaction } from './begin-transaction.ts'
import { kyselySql } from './kysely-sql.ts'

/** The database outside of any unit of work. */
export function kyselyDatabase<DB>(db: Kysely<DB>, dialect: SqlDialect): SqlDatabase {
  return {
    ...kyselySql(dialect, db.getExecutor()),
    client: db,
    async transaction<T>(work: (sql: SqlExecutor) => Promise<T>): Promise<T> {
      let state: TransactionState | undefined
      const transaction = await beginTransaction(
        db,
        dialect,
        {},
        {
          assertUsable() {
            if (state !== undefined) throw new TransactionEndedError({ state })
          },
        },
      )
      let result: T
      try {
        result = await work(transaction.sql)
      } catch (error) {
        state = 'rolledBack'
        await transaction.rollback()
        throw error
      }
      state = 'open'
      await transaction.commit()
      state = 'committed'
      return result
    },
  }
}
