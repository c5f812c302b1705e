import { sqlInbox, type TableOptions } from 'eventlogs-sql'
import type { Inbox } from 'integration-events'
import type { SqlDialect } from 'uow'
import { dialectOf } from './dialect-of.ts'
import type { PrismaClientLike } from './prisma-client.ts'
import { prismaDatabase } from './prisma-database.ts'
import { remedy } from './remedy.ts'

/** Options of `prismaInbox`. */
export interface PrismaInboxOptions extends TableOptions {
  /** The SQL that the database speaks. Default: told from the provider of the client's schema. */
  readonly dialect?: SqlDialect
}

/**
 * The inbox on the user's own Prisma client: which consumer has handled which event, written by the
 * unit of work's transaction, whatever client that is of. Attempts are counted, and old records
 * deleted, through `prisma`.
 *
 * ```ts
 * const inbox = prismaInbox(prisma)
 * ```
 *
 * Its table stands beside the event log's, and the same migrations make it. On SQLite, which has one
 * writer, `prisma` must be the unit of work's own client.
 *
 * @param prisma the client. Without it all goes through the unit of work.
 * @throws EventLogOptionError when an option has a value that it can't have.
 */
export function prismaInbox(
  prisma?: PrismaClientLike,
  { dialect, ...tables }: PrismaInboxOptions = {},
): Inbox {
  const common = { ...tables, name: 'prisma', remedy }
  return prisma === undefined
    ? sqlInbox(common)
    : sqlInbox({ ...common, database: prismaDatabase(prisma, dialectOf(prisma, dialect)) })
}
