import { kyselyEventLog } from 'eventlogs-kysely'
import {
  type Clock,
  createIntegrationEventBus,
  type IntegrationEventBus,
  type Publisher,
} from 'integration-events'
import type { Kysely, Transaction } from 'kysely'
import type { UnitOfWork } from 'uow'
import { kyselyUnitOfWork } from 'uow-kysely'
import { openDatabase, type Database } from './database.ts'
import { OrderPlaced } from './events.ts'
import type { Timeline } from './timeline.ts'

export interface OrderService {
  readonly db: Kysely<Database>
  readonly uow: UnitOfWork<Transaction<Database>>
  readonly bus: IntegrationEventBus
  /** Writes an order and publishes its event in one unit of work. */
  placeOrder(orderId: string, total: number): Promise<void>
  /** Writes an order and its event inside of a unit of work that is already open. */
  recordOrder(tx: Transaction<Database>, orderId: string, total: number): Promise<void>
  stop(): Promise<void>
}

/** The service's bootstrap: a database, a unit of work, a log, a transport and the bus. */
export function createOrderService(options: {
  readonly file: string
  readonly publisher: Publisher
  readonly timeline: Timeline
  /** Tests have one of their own. */
  readonly clock?: Clock
}): OrderService {
  const { publisher, timeline, clock } = options
  const db = openDatabase(options.file)
  const uow = kyselyUnitOfWork(db)
  const bus = createIntegrationEventBus({
    unitOfWork: uow,
    eventLog: kyselyEventLog(db),
    publisher,
    clock,
    source: 'order-service',
    logger: timeline.logger,
    // Everything below is shortened, so that the whole story fits into a few seconds.
    localFailedRetryInterval: '250ms',
    failedRetryInterval: '1s',
    pollInterval: '200ms',
    leaseDuration: '2s',
    publishTimeout: '500ms',
    circuitBreaker: { probeInterval: '300ms', maximumProbeInterval: '600ms' },
    expireDate: '2s',
    cleaningExpireInterval: '500ms',
    onExhausted: (event) => {
      timeline.say('service', `gave up on ${event.topic}: ${event.error} (kept, can be replayed)`)
    },
  })

  async function recordOrder(
    tx: Transaction<Database>,
    orderId: string,
    total: number,
  ): Promise<void> {
    await tx.insertInto('orders').values({ id: orderId, total }).execute()
    await bus.publish(OrderPlaced, { orderId, total })
  }

  return {
    db,
    uow,
    bus,
    recordOrder,
    placeOrder: (orderId, total) => uow.run((tx) => recordOrder(tx, orderId, total)),
    stop: async () => {
      await bus.stop()
      await db.destroy()
    },
  }
}
