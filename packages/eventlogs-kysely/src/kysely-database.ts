import type { Kysely } from 'kysely'
import type { SqlDatabase, SqlDialect } from 'uow'
import { kyselySql } from './kysely-sql.ts'

/** SQL text over the user's own Kysely client. */
export function kyselyDatabase<DB>(db: Kysely<DB>, dialect: SqlDialect): SqlDatabase {
  return {
    ...kyselySql(dialect, db.getExecutor()),
    client: db,
    transaction: async (work) =>
      await db.connection().execute(async (connection) => {
        // By hand: Kysely begins a deferred transaction on SQLite, whose first write fails when a
        // reader was overtaken.
        const sql = kyselySql(dialect, connection.getExecutor())
        await sql.execute(dialect === 'sqlite' ? 'begin immediate' : 'begin', [])
        try {
          const result = await work(sql)
          await sql.execute('commit', [])
          return result
        } catch (error) {
          await sql.execute('rollback', []).catch(() => {})
          throw error
        }
      }),
  }
}
