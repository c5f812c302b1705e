import { migrateTables } from 'eventlogs-sql'
import { dialectOf } from './dialect-of.ts'
import type { PrismaClientLike } from './prisma-client.ts'
import { prismaDatabase } from './prisma-database.ts'
import type { PrismaEventLogOptions } from './prisma-event-log.ts'

/**
 * Brings the event log's tables up to date over a Prisma client, without Prisma Migrate: for tests,
 * scripts, and applications that keep these tables out of their Prisma schema (`tables.external`).
 * Does nothing when they are up to date; several processes may call it at once.
 *
 * ```ts
 * await migrateEventLog(prisma)
 * ```
 *
 * @returns the names of the steps that were made; empty when there was nothing to do.
 * @throws EventLogOptionError when an option has a value that it can't have; otherwise the error of
 *   the step that failed, which left nothing behind.
 */
export async function migrateEventLog(
  prisma: PrismaClientLike,
  { dialect, ...tables }: PrismaEventLogOptions = {},
): Promise<readonly string[]> {
  return await migrateTables(prismaDatabase(prisma, dialectOf(prisma, dialect)), tables)
}
