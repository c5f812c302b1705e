import { CompiledQuery, type QueryExecutor } from 'kysely'
import type { SqlDialect, SqlExecutor } from 'uow'

/** SQL text over one of Kysely's executors. */
export function kyselySql(dialect: SqlDialect, executor: QueryExecutor): SqlExecutor {
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
