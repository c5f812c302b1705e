import Fastify from 'fastify'
import { busLogger } from '../src/bus-logger.ts'
import { openDatabase } from '../src/database.ts'
import { migrate } from '../src/migrate.ts'
import { createOrderService, type OrderService } from '../src/order-service.ts'
import { addRoutes } from '../src/routes.ts'

/** The service in this process, on a port of its own. */
export interface RunningService extends AsyncDisposable {
  readonly url: string
  readonly service: OrderService
  /** What stands in the tables; `events` counts all that were ever published. */
  stored(): Promise<{ orders: number; shipments: number; events: number }>
  stop(): Promise<void>
}

export interface StartOptions {
  /** False leaves what is published to others. Default true. */
  readonly deliver?: boolean
  /** Changes the service as the routes see it. */
  readonly adapt?: (service: OrderService) => OrderService
}

export async function startService(
  databaseUrl: string,
  { deliver = true, adapt = (service) => service }: StartOptions = {},
): Promise<RunningService> {
  const database = await openDatabase(databaseUrl)
  await migrate(database)
  const server = Fastify({ logger: false })
  const service = createOrderService(database.prisma, busLogger(server.log))
  addRoutes(server, adapt(service))
  if (deliver) await service.bus.start()
  let stopped: Promise<void> | undefined

  const stop = async (): Promise<void> => {
    await server.close()
    await service.bus.stop()
    await database.prisma.$disconnect()
  }
  const stopOnce = (): Promise<void> => (stopped ??= stop())

  return {
    url: await server.listen({ host: '127.0.0.1', port: 0 }),
    service,
    stored: () =>
      service.uow.run(async (tx) => {
        const events = await tx.$queryRaw<unknown[]>`select id from integration_event_log`
        return {
          orders: await tx.order.count(),
          shipments: await tx.shipment.count(),
          events: events.length,
        }
      }),
    stop: stopOnce,
    [Symbol.asyncDispose]: stopOnce,
  }
}
