/** The databases whose SQL an executor speaks. */
export type SqlDialect = 'postgres' | 'sqlite'

/**
 * What every driver and ORM binds in the same way. Arrays are for PostgreSQL only
 * (`$1::text[]`); SQLite takes a JSON text and `json_each(?)`.
 */
export type SqlParameter = string | number | null | readonly string[]

/**
 * Runs SQL text on one connection or pool. `query` and `execute` are two methods because some
 * clients return either rows or a count, never both.
 *
 * Placeholders are the database's own: `$1` on PostgreSQL, `?` on SQLite. Rows come as the
 * client returns them: a 64-bit integer can be a string, a bigint or a number.
 */
export interface SqlExecutor {
  /** The SQL that it speaks, and with that the form of its placeholders. */
  readonly dialect: SqlDialect
  /** Runs a statement that returns rows. */
  query<Row extends object>(sql: string, parameters: readonly SqlParameter[]): Promise<Row[]>
  /** Runs a statement and returns the number of rows that it changed. */
  execute(sql: string, parameters: readonly SqlParameter[]): Promise<number>
}

/** A database reached outside of any unit of work: every statement commits by itself. */
export interface SqlDatabase extends SqlExecutor {
  /**
   * The user's own client object. Two `SqlDatabase`s with the same client share its connections.
   */
  readonly client: unknown
  /**
   * Runs `work` in a transaction of its own, which never joins an ambient unit of work. On SQLite
   * the write lock is taken first (`begin immediate`), so that reading before writing cannot fail
   * halfway. Rolls back when `work` rejects, and rejects with the same error.
   */
  transaction<T>(work: (sql: SqlExecutor) => Promise<T>): Promise<T>
}
