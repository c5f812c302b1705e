import { EventLogOptionError } from 'eventlogs-sql'
import type { SqlDialect } from 'uow'

const dialects: Readonly<Record<string, SqlDialect>> = {
  postgresql: 'postgres',
  postgres: 'postgres',
  sqlite: 'sqlite',
}

/**
 * The SQL that a client speaks: what the user says, else by the provider of its schema. Prisma has
 * no public name for that; where the one it uses inside is gone one day, the user has to say it.
 *
 * @throws EventLogOptionError when it can't be told.
 */
export function dialectOf(client: object, given: SqlDialect | undefined): SqlDialect {
  if (given === 'postgres' || given === 'sqlite') return given
  const allowed = `'postgres' or 'sqlite'`
  if (given !== undefined)
    throw new EventLogOptionError({ option: 'dialect', received: given, allowed })
  const { _activeProvider: schemaProvider } = client as { readonly _activeProvider?: unknown }
  const dialect = dialects[String(schemaProvider)]
  if (dialect !== undefined) return dialect
  throw new EventLogOptionError({
    option: 'dialect',
    received: given,
    allowed: `${allowed}, where it can't be told from the client's provider (${String(schemaProvider)})`,
  })
}
