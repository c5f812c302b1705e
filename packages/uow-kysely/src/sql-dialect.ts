import { type Kysely, PostgresAdapter, SqliteAdapter } from 'kysely'
import { type SqlDialect, UnitOfWorkOptionError } from 'uow'

const allowed = `'postgres' or 'sqlite'`

/** The SQL that a client speaks: what the user says, else by Kysely's own adapter classes. */
export function sqlDialectOf<DB>(db: Kysely<DB>, given: SqlDialect | undefined): SqlDialect {
  if (given === 'postgres' || given === 'sqlite') return given
  if (given !== undefined)
    throw new UnitOfWorkOptionError({ option: 'dialect', received: given, allowed })
  const { adapter } = db.getExecutor()
  if (adapter instanceof PostgresAdapter) return 'postgres'
  if (adapter instanceof SqliteAdapter) return 'sqlite'
  throw new UnitOfWorkOptionError({
    option: 'dialect',
    received: given,
    allowed: `${allowed}, where it can't be told from Kysely's adapter (${adapter.constructor.name})`,
  })
}
