import { EventLogOptionError } from 'eventlogs-sql'
import type { SqlDialect } from 'uow'

/** What a Prisma schema calls the database: `provider` in its `datasource`. */
export type PrismaProvider = 'postgresql' | 'sqlite'

const dialects: Readonly<Record<PrismaProvider, SqlDialect>> = {
  postgresql: 'postgres',
  sqlite: 'sqlite',
}

/**
 * The SQL that a provider's database speaks.
 *
 * @throws EventLogOptionError when it is none that the event log knows.
 */
export function dialectOfProvider(provider: PrismaProvider): SqlDialect {
  if (!Object.hasOwn(dialects, provider)) {
    throw new EventLogOptionError({
      option: 'provider',
      received: provider,
      allowed: "'postgresql' or 'sqlite'",
    })
  }
  return dialects[provider]
}
