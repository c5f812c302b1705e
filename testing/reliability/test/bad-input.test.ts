import { kyselyEventLog, migrateEventLog } from 'eventlogs-kysely'
import {
  createIntegrationEventBus,
  defineEvent,
  type IntegrationEventBus,
  type Publisher,
} from 'integration-events'
import { eventually } from 'testing-databases'
import { kyselyUnitOfWork } from 'uow-kysely'
import { describe, expect, it } from 'vitest'
import { defectsOf, noDefects } from '../src/history.ts'
import {
  createOrderDatabase,
  dialects,
  openKysely,
  type OrderDatabase,
} from '../src/order-database.ts'
import { recordingBroker } from '../src/recording-broker.ts'
import { createReplica, OrderPlaced, type Replica } from '../src/replica.ts'

const Anything = defineEvent('anything')

/** How many rows stand in the application's table and in the event log's. */
async function rows({ db }: OrderDatabase): Promise<{ orders: number; events: number }> {
  const tables = db.withTables<{
    integration_event_log: object
    integration_event_queue: object
  }>()
  const count = async (
    table: 'orders' | 'integration_event_log' | 'integration_event_queue',
  ): Promise<number> => (await tables.selectFrom(table).selectAll().execute()).length
  const [orders, events, queued] = [
    await count('orders'),
    await count('integration_event_log'),
    await count('integration_event_queue'),
  ]
  return { orders, events: Math.max(events, queued) }
}

const silent: Publisher = {
  name: 'silent',
  publish: (events) => Promise.resolve(events.map(() => ({ status: 'accepted' }))),
}
const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

describe.concurrent.each(dialects)('on %s', (dialect) => {
  async function stage() {
    const database = await createOrderDatabase(dialect)
    const broker = await recordingBroker()
    const { connection } = database
    const replica = createReplica({ connection, brokerUrl: broker.url, label: 'replica' })
    await replica.bus.start()
    return {
      database,
      broker,
      replica,
      async [Symbol.asyncDispose]() {
        await replica[Symbol.asyncDispose]()
        await broker[Symbol.asyncDispose]()
        await database[Symbol.asyncDispose]()
      },
    }
  }

  /** Places an order with something wrong in it. */
  const careless = (replica: Replica, publish: (bus: IntegrationEventBus) => unknown) =>
    replica.uow.run(async (tx) => {
      await replica.insert(tx, 'careless')
      await publish(replica.bus)
    })

  it.each([
    {
      what: 'a BigInt',
      code: 'EVENT_DATA',
      publish: (bus: IntegrationEventBus) => bus.publish(Anything, { orderId: 1n }),
    },
    {
      what: 'a cycle',
      code: 'EVENT_DATA',
      publish: (bus: IntegrationEventBus) => {
        const cycle: { self?: unknown } = {}
        cycle.self = cycle
        return bus.publish(Anything, cycle)
      },
    },
    {
      what: 'what fails its schema',
      code: 'EVENT_VALIDATION',
      publish: (bus: IntegrationEventBus) => bus.publish(OrderPlaced, { orderId: null } as never),
    },
  ])('data with $what roll back the unit and leave no row', async ({ code, publish }) => {
    await using scene = await stage()
    const { broker, database, replica } = scene
    await expect(careless(replica, publish)).rejects.toMatchObject({ code })
    expect(await rows(database)).toEqual({ orders: 0, events: 0 })
    await replica.place('good')
    await broker.accepts('good')
    expect(defectsOf(broker.sends, { committed: ['good'] })).toEqual(noDefects)
  })

  it('publishing outside of a unit of work says so, and stores nothing', async () => {
    await using scene = await stage()
    const { database, replica } = scene
    const outside = replica.bus.publish(OrderPlaced, { orderId: 'outside' })
    await expect(outside).rejects.toMatchObject({ code: 'OUTSIDE_UNIT_OF_WORK' })
    expect(await rows(database)).toEqual({ orders: 0, events: 0 })
  })

  it('publishing after the unit of work has ended says so, and stores nothing', async () => {
    await using scene = await stage()
    const { broker, database, replica } = scene
    let late: Promise<unknown> | undefined
    let ended: () => void = () => {}
    const end = new Promise<void>((resolve) => (ended = resolve))
    await replica.uow.run(async (tx) => {
      await replica.record(tx, 'in time')
      late = end.then(() => replica.bus.publish(OrderPlaced, { orderId: 'late' }))
      late.catch(() => {})
    })
    ended()
    await expect(late).rejects.toMatchObject({ code: 'UNIT_OF_WORK_ENDED' })
    await broker.accepts('in time')
    expect(await rows(database)).toMatchObject({ orders: 1, events: 1 })
    expect(defectsOf(broker.sends, { committed: ['in time'] })).toEqual(noDefects)
  })

  it('publishing after stop() says so, and rolls its unit back', async () => {
    await using scene = await stage()
    const { database, replica } = scene
    await replica.bus.stop()
    await expect(replica.place('late')).rejects.toMatchObject({ code: 'BUS_STOPPED' })
    expect(await rows(database)).toEqual({ orders: 0, events: 0 })
  })

  it('missing tables are named at the start and at the commit, and leave no row', async () => {
    await using database = await createOrderDatabase(dialect, { migrate: false })
    await using broker = await recordingBroker()
    const { connection } = database
    await using replica = createReplica({ connection, brokerUrl: broker.url, label: 'replica' })
    const code = 'EVENT_LOG_TABLES_MISSING'
    await expect(replica.bus.start()).rejects.toMatchObject({ code })
    await expect(replica.place('order')).rejects.toMatchObject({ code })
    expect(await database.orders()).toEqual(new Set())
    await migrateEventLog(database.db)
    await replica.bus.start()
    await replica.place('order')
    await broker.accepts('order')
  })

  it('a second application is refused, and the first goes on', async () => {
    await using scene = await stage()
    const { broker, database, replica } = scene
    const { connection } = database
    await using stranger = createReplica({
      connection,
      brokerUrl: broker.url,
      label: 'stranger',
      bus: { source: 'billing' },
    })
    await expect(stranger.bus.start()).rejects.toMatchObject({
      code: 'EVENT_LOG_OWNED_BY_ANOTHER_APPLICATION',
    })
    await replica.place('order')
    await broker.accepts('order')
    expect(broker.sends.map(({ sender }) => sender)).toEqual(['replica'])
  })

  it('a unit of work and a log on two databases are refused, and nothing is written', async () => {
    await using one = await createOrderDatabase(dialect)
    await using other = await createOrderDatabase(dialect)
    const [here, there] = [openKysely(one.connection), openKysely(other.connection)]
    const bus = createIntegrationEventBus({
      unitOfWork: kyselyUnitOfWork(here),
      eventLog: kyselyEventLog(there),
      publisher: silent,
      source: 'orders',
      logger: quiet,
    })
    await expect(bus.start()).rejects.toMatchObject({
      code: expect.stringMatching(/^(DIFFERENT_DATABASES|SECOND_CONNECTION)$/),
    })
    expect(await rows(one)).toEqual({ orders: 0, events: 0 })
    expect(await rows(other)).toEqual({ orders: 0, events: 0 })
    await bus.stop()
    await here.destroy()
    await there.destroy()
  })

  it('a publisher that breaks its contract loses nothing', async () => {
    await using database = await createOrderDatabase(dialect)
    await using replica = createReplica({
      connection: database.connection,
      brokerUrl: 'http://127.0.0.1:1',
      label: 'publishing',
      bus: { deliver: false },
    })
    await replica.place('one', 'two', 'three')
    const db = openKysely(database.connection)
    const calls: string[][] = []
    const broken: Publisher['publish'][] = [
      () => {
        throw new Error('at once')
      },
      () => Promise.reject(new Error('later')),
      () => Promise.resolve([]),
      () => Promise.resolve(undefined as never),
      (events) => Promise.resolve(events.map(() => ({ status: 'no such' }) as never)),
    ]
    const bus = createIntegrationEventBus({
      unitOfWork: kyselyUnitOfWork(db),
      eventLog: kyselyEventLog(db),
      publisher: {
        name: 'broken',
        publish: (events, context) => {
          calls.push(events.map(({ data }) => data))
          const publish = broken[calls.length - 1]
          return publish === undefined ? silent.publish(events, context) : publish(events, context)
        },
      },
      source: 'orders',
      logger: quiet,
      localFailedRetryInterval: 5,
      failedRetryInterval: 20,
      pollInterval: 20,
      circuitBreaker: { probeInterval: 10, maximumProbeInterval: 10 },
    })
    await bus.start()
    await eventually(async () => {
      const { exhausted, inProgress, pending, waiting } = await bus.stats()
      return exhausted + inProgress + pending + waiting === 0
    })
    expect(new Set(calls.slice(broken.length).flat()).size).toBe(3)
    await bus.stop()
    await db.destroy()
  })
})
