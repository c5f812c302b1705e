import { type SqlDialect, UnitOfWorkOptionError } from 'uow'

const dialects: Readonly<Record<string, SqlDialect>> = {
  postgresql: 'postgres',
  postgres: 'postgres',
  sqlite: 'sqlite',
}

const allowed = `'postgres' or 'sqlite'`

/**
 * The SQL that a client speaks: what the user says, else by the provider of its schema. Prisma has
 * no public name for that; where the one it uses inside is gone one day, the user has to say it.
 */
export function sqlDialectOf(client: object, given: SqlDialect | undefined): SqlDialect {
  if (given === 'postgres' || given === 'sqlite') return given
  if (given !== undefined)
    throw new UnitOfWorkOptionError({ option: 'dialect', received: given, allowed })
  const { _activeProvider: schemaProvider } = client as { readonly _activeProvider?: unknown }
  const dialect = dialects[String(schemaProvider)]
  if (dialect !== undefined) return dialect
  throw new UnitOfWorkOptionError({
    option: 'dialect',
    received: given,
    allowed: `${allowed}, where it can't be told from the client's provider (${String(schemaProvider)})`,
  })
}
