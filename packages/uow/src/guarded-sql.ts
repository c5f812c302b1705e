import type { SqlExecutor } from './sql-executor.ts'
import type { FrameGuard } from './transaction-driver.ts'

/** Refuses the statements that may not be sent through a frame, by a rejection. */
export function guardedSql(sql: SqlExecutor, guard: FrameGuard): SqlExecutor {
  return {
    dialect: sql.dialect,
    async query(text, parameters) {
      guard.assertUsable()
      return sql.query(text, parameters)
    },
    async execute(text, parameters) {
      guard.assertUsable()
      return sql.execute(text, parameters)
    },
  }
}
