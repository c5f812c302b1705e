import { setTimeout as sleep } from 'node:timers/promises'
import { databaseFailure, type SqlExecutor } from 'uow'

const mostTries = 10
/** In milliseconds. */
const longestPause = 100

/**
 * Runs statements of ours again after a serialization failure or a deadlock, both of which say for
 * certain that the statement was rolled back. Where the default isolation is stricter than read
 * committed, every row that somebody else changed a moment ago is one.
 */
export function retryingSerialization(sql: SqlExecutor): SqlExecutor {
  return {
    dialect: sql.dialect,
    query: (text, parameters) => retry(() => sql.query(text, parameters)),
    execute: (text, parameters) => retry(() => sql.execute(text, parameters)),
  }
}

async function retry<T>(statement: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await statement()
    } catch (error) {
      if (databaseFailure(error).kind !== 'conflict' || tries === mostTries) throw error
      // Each for another time: who tries again in step with the others fails in step with them.
      await sleep(Math.random() * Math.min(2 ** tries, longestPause))
    }
  }
}
