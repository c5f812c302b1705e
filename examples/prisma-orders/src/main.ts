import process from 'node:process'
import Fastify from 'fastify'
import { busLogger } from './bus-logger.ts'
import { openDatabase } from './database.ts'
import { migrate } from './migrate.ts'
import { createOrderService } from './order-service.ts'
import { addRoutes } from './routes.ts'

// Run as: node main.js [--migrate]

const {
  DATABASE_URL: url = 'file:orders.sqlite',
  HOST: host = '127.0.0.1',
  PORT: port = '3000',
} = process.env

const database = await openDatabase(url)
if (process.argv.includes('--migrate')) await migrate(database)

const server = Fastify({ logger: true })
const service = createOrderService(database.prisma, busLogger(server.log))
addRoutes(server, service)
await service.bus.start()
await server.listen({ host, port: Number(port) })

async function stop(): Promise<void> {
  // In this order: what a request still commits can be sent, and what is sent can be settled.
  await server.close()
  await service.bus.stop()
  await database.prisma.$disconnect()
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop())
