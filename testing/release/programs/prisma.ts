import { PrismaPg } from '@prisma/adapter-pg'
import { migrateEventLog, prismaEventLog, prismaInbox } from 'eventlogs-prisma'
import type { EventLog, Inbox } from 'integration-events'
import type { UnitOfWork } from 'uow'
import { prismaUnitOfWork } from 'uow-prisma'
import { PrismaClient } from './generated/client.js'

export interface Database {
  readonly unitOfWork: UnitOfWork
  readonly eventLog: EventLog
  readonly inbox: Inbox
  placeOrder(id: string, inTheSameUnit: () => Promise<unknown>): Promise<void>
  orderIds(): Promise<string[]>
  close(): Promise<void>
}

export async function openDatabase(): Promise<Database> {
  const adapter = new PrismaPg({ connectionString: process.env['DATABASE_URL']! })
  const prisma = new PrismaClient({ adapter })
  await prisma.$executeRaw`create table orders (id text primary key)`
  await migrateEventLog(prisma)
  const unitOfWork = prismaUnitOfWork(prisma)
  return {
    unitOfWork,
    eventLog: prismaEventLog(prisma),
    inbox: prismaInbox(prisma),
    placeOrder: (id, inTheSameUnit) =>
      unitOfWork.run(async (tx) => {
        await tx.order.create({ data: { id } })
        await inTheSameUnit()
      }),
    orderIds: async () => {
      const orders = await prisma.order.findMany()
      return orders.map(({ id }) => id)
    },
    close: () => prisma.$disconnect(),
  }
}
