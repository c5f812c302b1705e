import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { kyselyEventLog, kyselyInbox, migrateEventLog } from 'eventlogs-kysely'
import {
  createIntegrationEventBus,
  createSubscriber,
  defineEvent,
  type Logger,
  type ReceivedEvent,
} from 'integration-events'
import { Kysely, sql, SqliteDialect } from 'kysely'
import type { ApplicationOptions } from 'testing-dapr-double'
import { createSqliteDatabase, eventually } from 'testing-databases'
import { kyselyUnitOfWork } from 'uow-kysely'
import { onTestFinished } from 'vitest'
import { daprPublisher, daprSubscription } from '../../src/index.ts'

const OrderPlaced = defineEvent<{ order: string }>('orders.placed')
const OrderBilled = defineEvent<{ order: string }>('orders.billed')
const DeadLetter = defineEvent<{ order: string }>('dead-letters')

interface Tables {
  orders: { id: string }
  invoices: { order_id: string }
  shipments: { order_id: string }
}

/** Orders are billed, and what is billed is shipped, each by a handler with an inbox, over a sidecar. */
export interface Chain<Sidecar> {
  readonly sidecar: Sidecar
  readonly traceparent: string
  /** Each call of the billing handler, by order. */
  readonly billingRuns: readonly string[]
  /** What the shipping handler was given. */
  readonly shipped: readonly ReceivedEvent[]
  readonly deadLetters: readonly string[]
  /** Writes an order and its event. Returns the event's id. */
  place(order: string): Promise<string>
  /** What the billing handler does after its own work. */
  afterBilling(work: (run: number) => void): void
  /** Waits until so many orders are shipped. */
  ships(count: number): Promise<void>
  /** The orders of all invoices, and of all shipments. */
  effects(): Promise<{
    readonly invoices: readonly string[]
    readonly shipments: readonly string[]
  }>
}

const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} }

export async function startChain<Sidecar extends AsyncDisposable & { readonly url: string }>(
  startSidecar: (app: ApplicationOptions) => Promise<Sidecar>,
  options: { readonly maxAttempts?: number } = {},
): Promise<Chain<Sidecar>> {
  const cleanup = new AsyncDisposableStack()
  onTestFinished(() => cleanup.disposeAsync())

  const database = cleanup.use(createSqliteDatabase())
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: database.open() }) })
  cleanup.defer(() => db.destroy())
  // Without keys: nothing but the inbox keeps an effect from happening twice.
  await sql`create table orders (id text)`.execute(db)
  await sql`create table invoices (order_id text)`.execute(db)
  await sql`create table shipments (order_id text)`.execute(db)
  await migrateEventLog(db)

  const unitOfWork = kyselyUnitOfWork(db)
  const subscriber = createSubscriber({ unitOfWork, inbox: kyselyInbox(db), logger: silent })
  cleanup.use(subscriber)
  const subscription = daprSubscription(subscriber, {
    pubsubName: 'pubsub',
    deadLetterTopic: (topic) => (topic === 'dead-letters' ? undefined : 'dead-letters'),
    logger: silent,
  })
  const billingRuns: string[] = []
  const shipped: ReceivedEvent[] = []
  const deadLetters: string[] = []
  let afterBilling: (run: number) => void = () => {}
  subscriber
    .on(
      OrderPlaced,
      { consumer: 'billing', ...(options.maxAttempts === undefined ? {} : { retry: options }) },
      async ({ data }, { tx }) => {
        billingRuns.push(data.order)
        await tx.insertInto('invoices').values({ order_id: data.order }).execute()
        await bus.publish(OrderBilled, data)
        afterBilling(billingRuns.length)
      },
    )
    .on(OrderBilled, { consumer: 'shipping' }, async (event, { tx }) => {
      shipped.push(event)
      await tx.insertInto('shipments').values({ order_id: event.data.order }).execute()
    })
    .on(DeadLetter, { consumer: 'morgue' }, ({ data }) => void deadLetters.push(data.order))

  const server = createServer(subscription.node).listen(0, '127.0.0.1')
  await once(server, 'listening')
  cleanup.defer(async () => {
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
  })
  const { port } = server.address() as AddressInfo
  const sidecar = cleanup.use(await startSidecar({ port, maxRetries: 5 }))

  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
  const bus = createIntegrationEventBus({
    unitOfWork,
    eventLog: kyselyEventLog(db),
    publisher: daprPublisher({ pubsubName: 'pubsub', endpoint: sidecar.url }),
    source: 'shop',
    logger: silent,
    localFailedRetryInterval: '20ms',
    failedRetryInterval: '50ms',
    pollInterval: '50ms',
    circuitBreaker: { probeInterval: '20ms', maximumProbeInterval: '100ms' },
  })
  cleanup.use(bus)
  await bus.start()

  return {
    sidecar,
    traceparent,
    billingRuns,
    shipped,
    deadLetters,
    place: (order) =>
      unitOfWork.run(async (tx) => {
        await tx.insertInto('orders').values({ id: order }).execute()
        const { id } = await bus.publish(OrderPlaced, { order }, { headers: { traceparent } })
        return id
      }),
    afterBilling: (work) => void (afterBilling = work),
    async ships(count) {
      const isShipped = async (): Promise<boolean> =>
        (await db.selectFrom('shipments').select('order_id').execute()).length >= count
      await eventually(isShipped)
    },
    async effects() {
      const invoices = await db.selectFrom('invoices').select('order_id').execute()
      const shipments = await db.selectFrom('shipments').select('order_id').execute()
      const ordersOf = (rows: readonly { readonly order_id: string }[]): string[] =>
        rows.map((row) => row.order_id).toSorted()
      return { invoices: ordersOf(invoices), shipments: ordersOf(shipments) }
    },
  }
}
