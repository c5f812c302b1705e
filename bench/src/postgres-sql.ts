import type pg from 'pg'
import type { SqlDatabase, SqlExecutor } from 'uow'

/** A plain pool as the event log takes it: the same client for every design that is measured. */
export function postgresSql(pool: pg.Pool): SqlDatabase {
  return {
    ...executor(pool),
    client: pool,
    async transaction(work) {
      const client = await pool.connect()
      try {
        await client.query('begin')
        const result = await work(executor(client))
        await client.query('commit')
        return result
      } catch (error) {
        await client.query('rollback')
        throw error
      } finally {
        client.release()
      }
    },
  }
}

function executor(client: pg.Pool | pg.PoolClient): SqlExecutor {
  return {
    dialect: 'postgres',
    async query<Row extends object>(text: string, parameters: readonly unknown[]) {
      return (await client.query(text, [...parameters])).rows as Row[]
    },
    async execute(text, parameters) {
      return (await client.query(text, [...parameters])).rowCount ?? 0
    },
  }
}
