import { prismaEventLog } from 'eventlogs-prisma'
import {
  createIntegrationEventBus,
  inProcessTransport,
  type IntegrationEventBus,
  type Logger,
} from 'integration-events'
import { prismaUnitOfWork } from 'uow-prisma'
import type { PrismaClient } from './database.ts'
import { OrderPlaced } from './events.ts'
import { shipOrder } from './ship-order.ts'
import type { OrderUnitOfWork } from './unit-of-work.ts'

export interface OrderService {
  /** For reading. What is written goes through the unit of work. */
  readonly prisma: PrismaClient
  readonly uow: OrderUnitOfWork
  readonly bus: IntegrationEventBus
}

/** The bootstrap: what the service is composed of, in one place. Each line can be swapped. */
export function createOrderService(prisma: PrismaClient, logger: Logger): OrderService {
  const uow = prismaUnitOfWork(prisma)
  const transport = inProcessTransport({ logger })
  const bus = createIntegrationEventBus({
    unitOfWork: uow,
    eventLog: prismaEventLog(prisma),
    publisher: transport,
    events: [OrderPlaced],
    source: 'prisma-orders',
    logger,
  })
  transport.subscriber.on(OrderPlaced, { consumer: 'shipping' }, (event) => shipOrder(uow, event))
  return { prisma, uow, bus }
}
