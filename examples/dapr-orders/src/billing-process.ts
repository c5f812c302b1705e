// The service that bills them: Prisma, PostgreSQL, and a Dapr sidecar that delivers to PORT.
import process from 'node:process'
import { PrismaPg } from '@prisma/adapter-pg'
import Fastify from 'fastify'
import { createSubscriber } from 'integration-events'
import { daprSubscription } from 'integration-events-dapr'
import { PrismaClient } from '../generated/client.ts'
import { OrderPlaced } from './order-placed.ts'

const { DATABASE_URL: connectionString, PORT: port = '3002' } = process.env

const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString }) })
await prisma.$executeRaw`
  create table if not exists invoices (id text primary key, order_id text not null, total integer not null)`

const subscriber = createSubscriber().on(
  OrderPlaced,
  { consumer: 'billing' },
  // Dapr delivers at least once; the event's id is the same each time.
  async ({ data: { orderId, total }, id }) =>
    await prisma.invoice.createMany({ data: [{ id, orderId, total }], skipDuplicates: true }),
)

const server = Fastify()
server.get('/invoices', async () => await prisma.invoice.findMany())
await server.register(daprSubscription(subscriber, { pubsubName: 'pubsub' }).fastify())
await server.listen({ host: '127.0.0.1', port: Number(port) })

process.once('SIGTERM', () => void stop())

async function stop(): Promise<void> {
  await server.close()
  await prisma.$disconnect()
}
