import { EventLogOptionError } from 'eventlogs-sql'
import { type Kysely, PostgresAdapter, SqliteAdapter } from 'kysely'
import type { SqlDialect } from 'uow'

/**
 * The SQL that a client speaks: what the user says, else by Kysely's own adapter classes.
 *
 * @throws EventLogOptionError when it can't be told.
 */
export function dialectOf<DB>(db: Kysely<DB>, given: SqlDialect | undefined): SqlDialect {
  if (given === 'postgres' || given === 'sqlite') return given
  const allowed = `'postgres' or 'sqlite'`
  if (given !== undefined)
    throw new EventLogOptionError({ option: 'dialect', received: given, allowed })
  const { adapter } = db.getExecutor()
  if (adapter instanceof PostgresAdapter) return 'postgres'
  if (adapter instanceof SqliteAdapter) return 'sqlite'
  throw new EventLogOptionError({
    option: 'dialect',
    received: given,
    allowed: `${allowed}, where it can't be told from Kysely's adapter (${adapter.constructor.name})`,
  })
}
