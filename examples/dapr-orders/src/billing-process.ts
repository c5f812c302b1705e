// The service that bills them: Prisma, PostgreSQL, and a Dapr sidecar that delivers to PORT.
import process from 'node:process'
import { PrismaPg } from '@prisma/adapter-pg'
import { migrateEventLog, prismaInbox } from 'eventlogs-prisma'
import Fastify from 'fastify'
import { createSubscriber } from 'integration-events'
import { daprSubscription } from 'integration-events-dapr'
import { prismaUnitOfWork } from 'uow-prisma'
import { PrismaClient } from '../generated/client.ts'
import { OrderPlaced } from './order-placed.ts'

const { DATABASE_URL: connectionString, PORT: port = '3002' } = process.env

const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString }) })
await prisma.$executeRaw`
  create table if not exists invoices (id serial primary key, order_id text not null, total integer not null)`
await migrateEventLog(prisma)

const subscriber = createSubscriber({
  unitOfWork: prismaUnitOfWork(prisma),
  inbox: prismaInbox(prisma),
}).on(
  OrderPlaced,
  { consumer: 'billing' },
  // Dapr delivers at least once. The inbox's record commits with the invoice, so that there is one.
  async ({ data: { orderId, total } }, { tx }) =>
    await tx.invoice.create({ data: { orderId, total } }),
)
await subscriber.start() // finds out now what would fail the first delivery

const server = Fastify()
server.get('/invoices', async () => await prisma.invoice.findMany())
await server.register(daprSubscription(subscriber, { pubsubName: 'pubsub' }).fastify())
await server.listen({ host: '127.0.0.1', port: Number(port) })

process.once('SIGTERM', () => void stop())

async function stop(): Promise<void> {
  await server.close()
  await subscriber.stop()
  await prisma.$disconnect()
}
