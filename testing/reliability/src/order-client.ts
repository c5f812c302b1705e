import { kyselyEventLog, kyselyInbox } from 'eventlogs-kysely'
import { prismaEventLog, prismaInbox } from 'eventlogs-prisma'
import type { EventLog, Inbox } from 'integration-events'
import type { Transaction } from 'kysely'
import { tolerantPool } from 'testing-databases'
import { postgresClient, type PostgresClient, sqliteClient } from 'testing-prisma'
import type { UnitOfWork } from 'uow'
import { kyselyUnitOfWork } from 'uow-kysely'
import { type PrismaTransactionClient, prismaUnitOfWork } from 'uow-prisma'
import { type Connection, dialects, openKysely, type Tables } from './order-database.ts'

/** A replica's way to the database. */
export interface OrderClient {
  readonly uow: UnitOfWork
  readonly eventLog: EventLog
  readonly inbox: Inbox
  /** Inserts an order by the transaction client of a unit of work. */
  readonly insert: (tx: unknown, orderId: string) => Promise<unknown>
  readonly close: () => Promise<void>
}

const clients = { kysely: kyselyClient, prisma: prismaClient }

export type ClientName = keyof typeof clients

/** What a test is run on; the title of the usual client is only that of the database. */
export const stages = dialects.flatMap((dialect) => [
  { title: dialect, dialect, client: 'kysely' as const },
  { title: `${dialect}, by Prisma`, dialect, client: 'prisma' as const },
])

export function openClient(connection: Connection, client: ClientName = 'kysely'): OrderClient {
  return clients[client](connection)
}

function kyselyClient(connection: Connection): OrderClient {
  const db = openKysely(connection)
  return {
    uow: kyselyUnitOfWork(db),
    eventLog: kyselyEventLog(db),
    inbox: kyselyInbox(db),
    insert: (tx, id) => (tx as Transaction<Tables>).insertInto('orders').values({ id }).execute(),
    close: () => db.destroy(),
  }
}

function prismaClient(connection: Connection): OrderClient {
  const prisma =
    connection.dialect === 'postgres'
      ? postgresClient(tolerantPool({ connectionString: connection.url, max: 8 }))
      : sqliteClient(connection.file)
  return {
    uow: prismaUnitOfWork(prisma),
    eventLog: prismaEventLog(prisma),
    inbox: prismaInbox(prisma),
    insert: async (tx, id) =>
      await (tx as PrismaTransactionClient<PostgresClient>)
        .$executeRaw`insert into orders values (${id})`,
    close: () => prisma.$disconnect(),
  }
}
