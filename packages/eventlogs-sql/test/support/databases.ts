import type Database from 'better-sqlite3'
import type pg from 'pg'
import {
  createPostgresDatabase,
  createSqliteDatabase,
  eventually,
  plainSql,
  poolSql,
  type PostgresDatabase,
} from 'testing-databases'
import type { SqlDatabase, SqlExecutor } from 'uow'

type Row = Record<string, unknown>

/** A throwaway database, as the log sees it and as a test does. */
export interface TestDatabase extends AsyncDisposable {
  readonly database: SqlDatabase
  /** Plain SQL past the log. */
  readonly sql: (text: string, parameters?: readonly unknown[]) => Promise<readonly Row[]>
}

export interface PostgresTestDatabase extends TestDatabase {
  readonly postgres: PostgresDatabase
  readonly pool: pg.Pool
  /** Resolves when so many connections to this database wait for a lock. */
  readonly lockWaits: (count: number) => Promise<void>
  /** A connection of its own, in a transaction that the test ends by hand. */
  readonly begin: (options?: string) => Promise<OpenTransaction>
}

export interface OpenTransaction {
  readonly sql: SqlExecutor
  readonly commit: () => Promise<void>
  readonly rollback: () => Promise<void>
}

export async function postgresTestDatabase(
  options: Parameters<typeof createPostgresDatabase>[0] = {},
): Promise<PostgresTestDatabase> {
  const postgres = await createPostgresDatabase(options)
  const pool = postgres.pool()
  return {
    postgres,
    pool,
    database: poolSql(pool),
    sql: async (text, parameters = []) => (await pool.query<Row>(text, [...parameters])).rows,
    async lockWaits(count) {
      await eventually(async () => {
        const { rows } = await pool.query(
          `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        )
        return rows.length === count
      })
    },
    async begin(how = '') {
      const client = await pool.connect()
      await client.query(`begin ${how}`)
      const end = (statement: string) => async () => {
        await client.query(statement)
        client.release()
      }
      return { sql: plainSql(client), commit: end('commit'), rollback: end('rollback') }
    },
    [Symbol.asyncDispose]: async () => await postgres.drop(),
  }
}

export function sqliteTestDatabase(
  options: Parameters<ReturnType<typeof createSqliteDatabase>['open']>[0] = {},
): TestDatabase {
  const sqlite = createSqliteDatabase()
  const connection = sqlite.open(options)
  const database = sqliteSql(connection)
  return {
    database,
    sql: async (text, parameters = []) => await database.query(text, parameters as never),
    async [Symbol.asyncDispose]() {
      sqlite.drop()
    },
  }
}

/** A `SqlDatabase` over one connection of better-sqlite3. */
export function sqliteSql(connection: Database.Database): SqlDatabase {
  const sql: SqlExecutor = {
    dialect: 'sqlite',
    async query<Result extends object>(text: string, parameters: readonly unknown[]) {
      const statement = connection.prepare(text)
      if (statement.reader) return statement.all(...parameters) as Result[]
      statement.run(...parameters)
      return []
    },
    async execute(text, parameters) {
      return connection.prepare(text).run(...parameters).changes
    },
  }
  return {
    ...sql,
    client: connection,
    async transaction(work) {
      connection.exec('begin immediate')
      try {
        const result = await work(sql)
        connection.exec('commit')
        return result
      } catch (error) {
        connection.exec('rollback')
        throw error
      }
    },
  }
}
