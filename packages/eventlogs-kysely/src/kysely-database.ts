import { CompiledQuery, type Kysely, type QueryExecutor } from 'kysely'
import type { SqlDatabase, SqlDialect, SqlExecutor } from 'uow'

/** SQL text over the user's own Kysely client. */
export function kyselyDatabase<DB>(db: Kysely<DB>, dialect: SqlDialect): SqlDatabase {
  return {
    ...executorOf(dialect, db.getExecutor()),
    client: db,
    transaction: async (work) =>
      await db.connection().execute(async (connection) => {
        // By hand: Kysely begins a deferred transaction on SQLite, whose first write fails when a
        // reader was overtaken.
        const sql = executorOf(dialect, connection.getExecutor())
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

function executorOf(dialect: SqlDialect, executor: QueryExecutor): SqlExecutor {
  // Plugins rewrite results (`CamelCasePlugin` renames columns): SQL text wants them as they are.
  const plain = executor.withoutPlugins()
  return {
    dialect,
    async query<Row extends object>(sql: string, parameters: readonly unknown[]): Promise<Row[]> {
      const { rows } = await plain.executeQuery<Row>(CompiledQuery.raw(sql, [...parameters]))
      return rows
    },
    async execute(sql, parameters) {
      const result = await plain.executeQuery(CompiledQuery.raw(sql, [...parameters]))
      return Number(result.numAffectedRows ?? result.rows.length)
    },
  }
}
