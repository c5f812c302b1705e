import { kyselyEventLog, kyselyInbox } from 'eventlogs-kysely'
import { prismaEventLog, prismaInbox } from 'eventlogs-prisma'
import type { EventLog, Inbox } from 'integration-events'
import { Kysely, PostgresDialect, SqliteDialect } from 'kysely'
import { createTestDatabase, type TestDatabase } from 'testing-event-logs'
import {
  postgresClient,
  type PostgresClient,
  sqliteClient,
  type SqliteClient,
} from 'testing-prisma'
import type { SqlDialect, UnitOfWork } from 'uow'
import { kyselyUnitOfWork } from 'uow-kysely'
import { prismaUnitOfWork } from 'uow-prisma'

export type Client = 'kysely' | 'prisma'

/** Which unit of work works with which event log and inbox, on which database. */
export interface Combination {
  readonly unitOfWork: Client
  /** What log and inbox are over. */
  readonly eventLog: Client
  readonly dialect: SqlDialect
}

const clients = ['kysely', 'prisma'] as const
const dialects = ['postgres', 'sqlite'] as const

/** All eight. */
export const combinations: readonly Combination[] = clients.flatMap((unitOfWork) =>
  clients.flatMap((eventLog) =>
    dialects.map((dialect): Combination => ({ unitOfWork, eventLog, dialect })),
  ),
)

export function titleOf({ dialect, eventLog, unitOfWork }: Combination): string {
  return `a ${unitOfWork} unit of work with a ${eventLog} event log on ${dialect}`
}

export function inboxTitleOf({ dialect, eventLog, unitOfWork }: Combination): string {
  return `a ${unitOfWork} unit of work with a ${eventLog} inbox on ${dialect}`
}

/** A combination on a throwaway database. */
export interface Given {
  readonly database: TestDatabase
  readonly unitOfWork: UnitOfWork
  /** Over the same clients, as a second replica's: on SQLite these are its one connection. */
  readonly newUnitOfWork: () => UnitOfWork
  readonly newLog: () => EventLog
  readonly newInbox: () => Inbox
  /** Whether the log has a client of its own; on SQLite it can't have another one. */
  readonly ownClient: boolean
  readonly close: () => Promise<void>
}

export async function given({ dialect, eventLog, unitOfWork }: Combination): Promise<Given> {
  const database = await createTestDatabase(dialect)
  const prisma = unitOfWork === 'prisma' || eventLog === 'prisma' ? prismaOver(database) : undefined
  const kysely = unitOfWork === 'kysely' || eventLog === 'kysely' ? kyselyOver(database) : undefined
  const ownClient = dialect === 'postgres' || unitOfWork === eventLog
  const newUnitOfWork = (): UnitOfWork =>
    unitOfWork === 'prisma' ? prismaUnitOfWork(prisma!) : kyselyUnitOfWork(kysely!)
  return {
    database,
    ownClient,
    unitOfWork: newUnitOfWork(),
    newUnitOfWork,
    newLog: () =>
      eventLog === 'prisma'
        ? prismaEventLog(ownClient ? prisma : undefined)
        : kyselyEventLog(ownClient ? kysely : undefined),
    newInbox: () =>
      eventLog === 'prisma'
        ? prismaInbox(ownClient ? prisma : undefined)
        : kyselyInbox(ownClient ? kysely : undefined),
    close: async () => await prisma?.$disconnect(),
  }
}

function prismaOver(database: TestDatabase): PostgresClient | SqliteClient {
  return database.dialect === 'postgres'
    ? postgresClient(database.pool())
    : sqliteClient(database.location)
}

function kyselyOver(database: TestDatabase): Kysely<unknown> {
  return new Kysely({
    dialect:
      database.dialect === 'postgres'
        ? new PostgresDialect({ pool: database.pool() })
        : new SqliteDialect({ database: database.connection() }),
  })
}
