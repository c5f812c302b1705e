import { EventLogOptionError, type TableNames, tableNames, type TableOptions } from 'eventlogs-sql'
import type { PrismaProvider } from './prisma-provider.ts'

/**
 * The tables' names on this provider.
 *
 * @throws EventLogOptionError when schema or prefix can't be a part of a name, or SQLite is given a
 *   schema.
 */
export function tableNamesOn(provider: PrismaProvider, tables: TableOptions): TableNames {
  const names = tableNames(tables)
  if (provider === 'sqlite' && names.schema !== null) {
    throw new EventLogOptionError({
      option: 'schema',
      received: names.schema,
      allowed: 'for PostgreSQL only (on SQLite, give the tables a prefix)',
    })
  }
  return names
}
