import type { SqlDialect } from 'uow'
import { EventLogOptionError } from './errors/event-log-option-error.ts'
import type { TableNames } from './table-names.ts'

/**
 * Refuses a schema where the database has none, which is known late where the unit of work brings
 * the database.
 *
 * @throws EventLogOptionError when SQLite is given a schema.
 */
export function assertSchemaOn(dialect: SqlDialect, { schema }: TableNames): void {
  if (dialect !== 'sqlite' || schema === null) return
  throw new EventLogOptionError({
    option: 'schema',
    received: schema,
    allowed: 'for PostgreSQL only (on SQLite, give the tables a prefix)',
  })
}
