import './prisma-file.ts'
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import { inProcessTransport } from 'integration-events'
import { prismaUnitOfWork } from 'uow-prisma'
import { onTestFinished } from 'vitest'
import { PrismaClient } from './generated/client.ts'

export { prismaEventLog } from 'eventlogs-prisma'
export { createIntegrationEventBus } from 'integration-events'
export { prismaUnitOfWork } from 'uow-prisma'
export { OrderPlaced } from './order-placed.ts'

export const prisma = new PrismaClient({
  adapter: new PrismaBetterSqlite3({ url: 'file:orders.sqlite' }),
})
await prisma.$queryRaw`pragma journal_mode = wal`

export const uow = prismaUnitOfWork(prisma)
export const publisher = inProcessTransport()
export const order = { id: 'order-7', total: 120, customerId: 'ada' }
export const cache = new Map<string, unknown>()

onTestFinished(async () => await prisma.$disconnect())
