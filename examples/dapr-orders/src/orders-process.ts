// The service that places orders: Kysely, PostgreSQL, and a Dapr sidecar at DAPR_HTTP_PORT.
import process from 'node:process'
import { kyselyEventLog, migrateEventLog } from 'eventlogs-kysely'
import Fastify from 'fastify'
import { createIntegrationEventBus } from 'integration-events'
import { daprPublisher } from 'integration-events-dapr'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { kyselyUnitOfWork } from 'uow-kysely'
import { z } from 'zod'
import { OrderPlaced } from './order-placed.ts'

interface Tables {
  orders: { id: string; total: number }
}

const { DATABASE_URL: connectionString, PORT: port = '3001' } = process.env

const pool = new pg.Pool({ connectionString })
const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
await db.schema
  .createTable('orders')
  .ifNotExists()
  .addColumn('id', 'text', (column) => column.primaryKey())
  .addColumn('total', 'integer', (column) => column.notNull())
  .execute()
await migrateEventLog(db)

const unitOfWork = kyselyUnitOfWork(db)
const bus = createIntegrationEventBus({
  unitOfWork,
  eventLog: kyselyEventLog(db),
  publisher: daprPublisher({ pubsubName: 'pubsub' }),
  // Far shorter than the defaults, so that you see an outage end.
  leaseDuration: '2s',
  publishTimeout: '1s',
  localFailedRetryInterval: '200ms',
  failedRetryInterval: '1s',
})
await bus.start()

const server = Fastify()
const Order = z.object({ id: z.string(), total: z.number().int() })

server.post('/orders', async (request, reply) => {
  const { id, total } = Order.parse(request.body)
  await unitOfWork.run(async (tx) => {
    await tx.insertInto('orders').values({ id, total }).execute()
    await bus.publish(OrderPlaced, { orderId: id, total })
  })
  return await reply.code(201).send({ id })
})

await server.listen({ host: '127.0.0.1', port: Number(port) })

process.once('SIGTERM', () => void stop())

async function stop(): Promise<void> {
  await server.close()
  await bus.stop()
  await db.destroy()
}
