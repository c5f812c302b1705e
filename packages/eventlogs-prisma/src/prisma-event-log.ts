import { sqlEventLog, type TableOptions } from 'eventlogs-sql'
import type { EventLog } from 'integration-events'
import type { SqlDialect } from 'uow'
import { dialectOf } from './dialect-of.ts'
import type { PrismaClientLike } from './prisma-client.ts'
import { prismaDatabase } from './prisma-database.ts'
import { remedy } from './remedy.ts'

/** Options of `prismaEventLog`. */
export interface PrismaEventLogOptions extends TableOptions {
  /** The SQL that the database speaks. Default: told from the provider of the client's schema. */
  readonly dialect?: SqlDialect
}

/**
 * The event log on the user's own Prisma client. Events are stored by the unit of work's
 * transaction, whatever client that is of; background work (claims, settlements, cleaning) goes
 * through `prisma`.
 *
 * ```ts
 * const bus = createIntegrationEventBus({
 *   unitOfWork: prismaUnitOfWork(prisma),
 *   eventLog: prismaEventLog(prisma),
 *   publisher,
 * })
 * ```
 *
 * On SQLite, which has one writer, `prisma` must be the unit of work's own client.
 *
 * @param prisma the client. Without it all goes through the unit of work.
 * @throws EventLogOptionError when an option has a value that it can't have.
 */
export function prismaEventLog(
  prisma?: PrismaClientLike,
  { dialect, ...tables }: PrismaEventLogOptions = {},
): EventLog {
  const common = { ...tables, name: 'prisma', remedy }
  return prisma === undefined
    ? sqlEventLog(common)
    : sqlEventLog({ ...common, database: prismaDatabase(prisma, dialectOf(prisma, dialect)) })
}
