import {
  createPostgresDatabase,
  type CreatePostgresDatabaseOptions,
  createSqliteDatabase,
  type PostgresDatabase,
  type SqliteDatabase,
} from 'testing-databases'
import type { SqlDialect } from 'uow'

/** Plain SQL past whatever is tested, on a connection of its own: it sees what has committed. */
export type PlainStatements = (sql: string) => Promise<readonly Record<string, unknown>[]>

export type TestPool = ReturnType<PostgresDatabase['pool']>

/** A throwaway database of one dialect or the other, before any client is laid over it. */
export interface TestDatabase extends AsyncDisposable {
  readonly dialect: SqlDialect
  /** The URL, or the file. */
  readonly location: string
  readonly sql: PlainStatements
  /** Many statements at once. */
  readonly script: (sql: string) => Promise<void>
  /** On PostgreSQL: connections for a client. */
  readonly pool: () => TestPool
  /** On SQLite: a connection for a client. */
  readonly connection: () => ReturnType<SqliteDatabase['open']>
  readonly drop: () => Promise<void>
}

export async function createTestDatabase(
  dialect: SqlDialect,
  options: CreatePostgresDatabaseOptions = {},
): Promise<TestDatabase> {
  return dialect === 'postgres'
    ? onPostgres(await createPostgresDatabase(options))
    : onSqlite(createSqliteDatabase())
}

function onPostgres(database: PostgresDatabase): TestDatabase {
  const pool = database.pool({ max: 2 })
  const drop = async (): Promise<void> => await database.drop()
  return {
    dialect: 'postgres',
    location: database.url,
    sql: async (text) => (await pool.query(text)).rows,
    script: async (text) => void (await pool.query(text)),
    pool: () => database.pool(),
    connection: () => {
      throw new Error('PostgreSQL has pools.')
    },
    drop,
    [Symbol.asyncDispose]: drop,
  }
}

function onSqlite(database: SqliteDatabase): TestDatabase {
  const second = database.open()
  const drop = async (): Promise<void> => database.drop()
  return {
    dialect: 'sqlite',
    location: database.file,
    sql: async (text) => {
      const statement = second.prepare(text)
      if (statement.reader) return statement.all() as Record<string, unknown>[]
      statement.run()
      return []
    },
    script: async (text) => void second.exec(text),
    pool: () => {
      throw new Error('SQLite has connections.')
    },
    connection: () => database.open(),
    drop,
    [Symbol.asyncDispose]: drop,
  }
}
