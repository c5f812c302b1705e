import type pg from 'pg'
import type { SqlExecutor } from 'uow'

/** A connection of node-postgres, or any of a pool. */
export interface PgClient {
  query(text: string, values?: unknown[]): Promise<pg.QueryResult>
}

/** SQL on a connection, or on any of a pool. */
export function pgSql(client: PgClient): SqlExecutor {
  return {
    dialect: 'postgres',
    async query<Row extends object>(sql: string, parameters: readonly unknown[]): Promise<Row[]> {
      return (await client.query(sql, [...parameters])).rows as Row[]
    },
    async execute(sql, parameters) {
      return (await client.query(sql, [...parameters])).rowCount ?? 0
    },
  }
}
