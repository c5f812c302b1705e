import type { TableOptions } from 'eventlogs-sql'
import type { EventLogHarness, InboxHarness } from 'integration-events/testing'
import {
  createTestDatabase,
  sqlEventLogHarness,
  sqlInboxHarness,
  type TestDatabase,
} from 'testing-event-logs'
import {
  postgresClient,
  type PostgresClient,
  sqliteClient,
  type SqliteClient,
} from 'testing-prisma'
import type { SqlDialect } from 'uow'
import { prismaUnitOfWork } from 'uow-prisma'
import { prismaEventLog, prismaInbox } from '../src/index.ts'

/** A throwaway database with a Prisma client over it. */
export interface PrismaTestDatabase extends TestDatabase {
  readonly prisma: PostgresClient | SqliteClient
}

export async function prismaTestDatabase(
  dialect: SqlDialect,
  options: Parameters<typeof createTestDatabase>[1] = {},
): Promise<PrismaTestDatabase> {
  const database = await createTestDatabase(dialect, options)
  const prisma =
    dialect === 'postgres' ? postgresClient(database.pool()) : sqliteClient(database.location)
  const drop = async (): Promise<void> => {
    await prisma.$disconnect()
    await database.drop()
  }
  return { ...database, prisma, drop, [Symbol.asyncDispose]: drop }
}

export interface PrismaHarnessOptions {
  readonly dialect: SqlDialect
  readonly tables?: TableOptions
  /** Whether the log is given the client, or does everything through the unit of work. */
  readonly withClient: boolean
  readonly server?: { readonly url: string }
}

/** A log and a unit of work, both over one Prisma client, on a database of their own. */
export async function prismaHarness(
  { dialect, server, tables = {}, withClient }: PrismaHarnessOptions,
  { migrated }: { readonly migrated: boolean },
): Promise<EventLogHarness> {
  const database = await prismaTestDatabase(dialect, server === undefined ? {} : { server })
  const { prisma } = database
  return await sqlEventLogHarness({
    database,
    migrated,
    newLog: () => prismaEventLog(withClient ? prisma : undefined, tables),
    ownClient: withClient,
    tables,
    unitOfWork: prismaUnitOfWork(prisma),
  })
}

/** Two inboxes and a unit of work for each, all over one Prisma client, on a database of their own. */
export async function prismaInboxHarness(
  { dialect, server, tables = {}, withClient }: PrismaHarnessOptions,
  { migrated }: { readonly migrated: boolean },
): Promise<InboxHarness> {
  const database = await prismaTestDatabase(dialect, server === undefined ? {} : { server })
  const { prisma } = database
  const unitOfWork = prismaUnitOfWork(prisma)
  return await sqlInboxHarness({
    database,
    migrated,
    newInbox: () => prismaInbox(withClient ? prisma : undefined, tables),
    tables,
    unitOfWork,
    secondUnitOfWork: dialect === 'sqlite' ? unitOfWork : prismaUnitOfWork(prisma),
  })
}
