import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { kyselyEventLog, migrateEventLog } from 'eventlogs-kysely'
import {
  createIntegrationEventBus,
  createSubscriber,
  defineEvent,
  type IntegrationEventBus,
  type Logger,
  type PublishOutcome,
  type ReceivedEvent,
} from 'integration-events'
import { Kysely, SqliteDialect } from 'kysely'
import type { ApplicationOptions } from 'testing-dapr-double'
import { createSqliteDatabase, eventually } from 'testing-databases'
import { kyselyUnitOfWork } from 'uow-kysely'
import { onTestFinished } from 'vitest'
import { z } from 'zod'
import {
  daprPublisher,
  daprSubscription,
  type DaprSubscriptionOptions,
  type SubscriptionStats,
} from '../../src/index.ts'

const OrderPlaced = defineEvent('orders.placed', {
  schema: z.object({ order: z.string(), total: z.number() }),
})
/** What a publisher sends that keeps to no contract. */
const AnythingPlaced = defineEvent('orders.placed')
const DeadLetter = defineEvent('dead-letters')

interface Tables {
  orders: { id: string }
}

/** An event as a handler got it. */
export interface Handled {
  readonly id: string
  readonly data: unknown
}

/** Both sides of a shop: orders are committed with their events, which come back by the sidecar. */
export interface Shop<Sidecar> {
  readonly sidecar: Sidecar
  readonly bus: IntegrationEventBus
  /** Each call of the handler, also those that failed. */
  readonly handled: readonly Handled[]
  readonly deadLetters: readonly Handled[]
  /** What the publisher said of each event in each call. */
  readonly outcomes: readonly PublishOutcome['status'][]
  /** Writes an order and its event, and returns the event's id. */
  place(order: string, total?: unknown): Promise<string>
  /** The same, but for the commit. */
  rollBack(order: string): Promise<void>
  /** What each call of the publisher waits for. */
  beforePublishing(wait: () => Promise<void>): void
  /** What the handler does besides noting its event. */
  onOrder(handler: (event: Handled) => void | Promise<void>): void
  /** Waits until the handler was called so often. */
  handles(count: number): Promise<void>
  orders(): Promise<readonly string[]>
  stats(): SubscriptionStats
}

interface ShopSidecar extends AsyncDisposable {
  readonly url: string
}

const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} }

export async function startShop<Sidecar extends ShopSidecar>(
  startSidecar: (app: ApplicationOptions) => Promise<Sidecar>,
  options: Partial<DaprSubscriptionOptions> = {},
): Promise<Shop<Sidecar>> {
  const cleanup = new AsyncDisposableStack()
  onTestFinished(() => cleanup.disposeAsync())

  const handled: Handled[] = []
  const deadLetters: Handled[] = []
  let onOrder: (event: Handled) => void | Promise<void> = () => {}
  const noted = ({ data, id }: ReceivedEvent<unknown>, notes: Handled[]): Handled => {
    const event = { id, data }
    notes.push(event)
    return event
  }
  const subscriber = createSubscriber()
    .on(OrderPlaced, { consumer: 'billing' }, (event) => onOrder(noted(event, handled)))
    .on(DeadLetter, { consumer: 'morgue' }, (event) => void noted(event, deadLetters))
  const subscription = daprSubscription(subscriber, {
    pubsubName: 'pubsub',
    appApiToken: 'secret',
    deadLetterTopic: (topic) => (topic === 'dead-letters' ? undefined : 'dead-letters'),
    logger: silent,
    ...options,
  })
  const server = createServer(subscription.node).listen(0, '127.0.0.1')
  await once(server, 'listening')
  cleanup.defer(async () => {
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
  })
  const { port } = server.address() as AddressInfo
  const sidecar = cleanup.use(await startSidecar({ port, apiToken: 'secret', maxRetries: 2 }))

  const database = cleanup.use(createSqliteDatabase())
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: database.open() }) })
  cleanup.defer(() => db.destroy())
  await db.schema.createTable('orders').addColumn('id', 'text').execute()
  await migrateEventLog(db)
  const unitOfWork = kyselyUnitOfWork(db)
  const outcomes: PublishOutcome['status'][] = []
  let beforePublishing = (): Promise<void> => Promise.resolve()
  const publisher = daprPublisher({ pubsubName: 'pubsub', endpoint: sidecar.url })
  const publish = publisher.publish.bind(publisher)
  publisher.publish = async (events, context) => {
    await beforePublishing()
    const all = await publish(events, context)
    outcomes.push(...all.map(({ status }) => status))
    return all
  }
  const bus = createIntegrationEventBus({
    unitOfWork,
    eventLog: kyselyEventLog(db),
    publisher,
    source: 'shop',
    logger: silent,
    localFailedRetryInterval: '20ms',
    failedRetryInterval: '50ms',
    pollInterval: '50ms',
    circuitBreaker: { probeInterval: '20ms', maximumProbeInterval: '100ms' },
  })
  cleanup.use(bus)
  await bus.start()

  const place = (order: string, total: unknown = 1): Promise<string> =>
    unitOfWork.run(async (transaction) => {
      await transaction.insertInto('orders').values({ id: order }).execute()
      const { id } = await bus.publish(AnythingPlaced, { order, total })
      return id
    })
  return {
    sidecar,
    bus,
    handled,
    deadLetters,
    outcomes,
    place,
    async rollBack(order) {
      const refused = new Error('rolled back')
      const work = unitOfWork.run(async () => {
        await place(order)
        throw refused
      })
      await work.catch((error: unknown) => {
        if (error !== refused) throw error
      })
    },
    beforePublishing: (wait) => void (beforePublishing = wait),
    onOrder: (handler) => void (onOrder = handler),
    handles: async (count) => void (await eventually(() => handled.length >= count)),
    orders: async () => {
      const rows = await db.selectFrom('orders').select('id').execute()
      return rows.map(({ id }) => id)
    },
    stats: () => subscription.stats(),
  }
}
