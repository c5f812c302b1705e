import type pg from 'pg'
import type { SqlDatabase } from 'uow'
import { pgSql } from './pg-sql.ts'

/** The database outside of any unit of work: by it an event log does its background work. */
export function pgDatabase(pool: pg.Pool): SqlDatabase {
  return {
    ...pgSql(pool),
    client: pool,
    async transaction(work) {
      const client = await pool.connect()
      try {
        await client.query('begin')
        const result = await work(pgSql(client))
        await client.query('commit')
        client.release()
        return result
      } catch (error) {
        // One that can't be rolled back is closed, which rolls it back.
        await client.query('rollback').then(
          () => client.release(),
          () => client.release(true),
        )
        throw error
      }
    },
  }
}
