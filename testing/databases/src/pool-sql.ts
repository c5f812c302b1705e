import type pg from 'pg'

type Parameters = readonly (string | number | null | readonly string[])[]

/** SQL on one connection, or on any of a pool: what `uow` calls an `SqlExecutor`. */
export interface PlainSql {
  readonly dialect: 'postgres'
  query<Row extends object>(text: string, parameters: Parameters): Promise<Row[]>
  execute(text: string, parameters: Parameters): Promise<number>
}

/** What `uow` calls an `SqlDatabase`. */
export interface PoolSql extends PlainSql {
  readonly client: pg.Pool
  transaction<T>(work: (sql: PlainSql) => Promise<T>): Promise<T>
}

/** A database over a plain pool, without an ORM between. */
export function poolSql(pool: pg.Pool): PoolSql {
  return {
    ...plainSql(pool),
    client: pool,
    async transaction(work) {
      const client = await pool.connect()
      try {
        await client.query('begin')
        const result = await work(plainSql(client))
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

/** SQL on a plain connection, or on any of a pool. */
export function plainSql(client: pg.Pool | pg.PoolClient): PlainSql {
  return {
    dialect: 'postgres',
    async query<Row extends object>(text: string, parameters: Parameters) {
      return (await client.query(text, [...parameters])).rows as Row[]
    },
    async execute(text, parameters) {
      return (await client.query(text, [...parameters])).rowCount ?? 0
    },
  }
}
