import { eventually, freePort, gate, startPostgres, tcpProxy } from 'testing-databases'
import { describe, expect, it } from 'vitest'
import { defectsOf, noDefects } from '../src/history.ts'
import {
  createOrderDatabase,
  createPostgresOrders,
  dialects,
  type OrderDatabase,
} from '../src/order-database.ts'
import { recordingBroker } from '../src/recording-broker.ts'
import { createReplica, type Replica } from '../src/replica.ts'

const numbered = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${name}-${index + 1}`)

async function nothingLeft(replica: Replica): Promise<void> {
  await eventually(async () => {
    const { inProgress, pending, waiting } = await replica.bus.stats()
    return inProgress + pending + waiting === 0
  })
}

/** Places orders one by one, whatever comes in between, and tells which were surely not placed. */
async function placeThroughTrouble(replica: Replica, orders: readonly string[]): Promise<void> {
  for (const order of orders) await replica.place(order).catch(() => {})
}

describe.concurrent('PostgreSQL', () => {
  it.each(['fast', 'immediate'] as const)(
    'restarted (%s) while events are delivered loses none',
    async (mode) => {
      await using server = await startPostgres()
      await using database = await createPostgresOrders(server)
      await using broker = await recordingBroker()
      const { connection } = database
      const bus = { leaseDuration: 2_000, publishTimeout: 1_000 }
      const options = { connection, brokerUrl: broker.url, maxBatchSize: 2, bus }
      await using one = createReplica({ ...options, label: 'one' })
      await using two = createReplica({ ...options, label: 'two' })
      await one.bus.start()
      await two.bus.start()
      const first = numbered('first', 20)
      const reached = gate()
      const restarted = gate()
      broker.answer(async () => {
        // Some are accepted, and can't be settled; others were not called yet.
        if (broker.sends.length >= 6 && broker.sends.length < 20) {
          void reached.passed
          await restarted.passed
        }
        return 'accepted'
      })
      await Promise.all([one.place(...first.slice(0, 10)), two.place(...first.slice(10))])
      await reached.waited
      await server.stop(mode)
      restarted.open()
      const during = numbered('during', 3)
      await placeThroughTrouble(one, during)
      await server.start()
      await eventually(() => one.place('after').then(() => true))
      const committed = await eventually(() => database.orders())
      await broker.accepts(...committed)
      await nothingLeft(two)
      expect([...committed]).toEqual(expect.arrayContaining([...first, 'after']))
      // What was accepted while nobody could settle it may come twice; nothing else may.
      const mayRepeat = (): boolean => true
      const defects = defectsOf(broker.sends, { committed, mayRepeat })
      expect({ ...defects, overlapping: [] }).toEqual(noDefects)
    },
  )

  it('whose connections are cut again and again loses nothing', async () => {
    await using database = await createPostgresOrders()
    await using broker = await recordingBroker()
    const { url } = database.connection
    const { hostname, port } = new URL(url)
    await using proxy = await tcpProxy({ to: { host: hostname, port: Number(port) } })
    await using replica = createReplica({
      connection: { dialect: 'postgres', url: proxy.through(url) },
      brokerUrl: broker.url,
      label: 'replica',
      maxBatchSize: 3,
    })
    await replica.bus.start()
    for (let cut = 1; cut <= 8; cut++) {
      const called = gate()
      broker.answer(async () => {
        await called.passed
        return cut % 2 === 0 ? 'accepted' : 'transient'
      })
      await eventually(() => replica.place(...numbered(`cut-${cut}`, 4)).then(() => true))
      await called.waited
      proxy.cut()
      called.open()
    }
    broker.answer(async () => 'accepted')
    await eventually(() => replica.place('after').then(() => true))
    const committed = await database.orders()
    await broker.accepts(...committed)
    await nothingLeft(replica)
    expect(committed.size).toBe(33)
    expect(defectsOf(broker.sends, { committed, mayRepeat: () => true })).toEqual(noDefects)
  })

  it('that is down when a bus starts is named, and the bus starts once it is up', async () => {
    await using database = await createPostgresOrders()
    await using broker = await recordingBroker()
    const { url } = database.connection
    const { hostname, port } = new URL(url)
    const away = await freePort()
    const viaProxy = new URL(url)
    viaProxy.port = String(away)
    await using unreachable = createReplica({
      connection: { dialect: 'postgres', url: viaProxy.href },
      brokerUrl: broker.url,
      label: 'unreachable',
    })
    await expect(unreachable.bus.start()).rejects.toMatchObject({ code: 'EVENT_LOG_UNAVAILABLE' })

    await using proxy = await tcpProxy({ to: { host: hostname, port: Number(port) } })
    proxy.refuse()
    await using replica = createReplica({
      connection: { dialect: 'postgres', url: proxy.through(url) },
      brokerUrl: broker.url,
      label: 'replica',
    })
    await expect(replica.bus.start()).rejects.toMatchObject({ code: 'EVENT_LOG_UNAVAILABLE' })
    proxy.accept()
    await replica.bus.start()
    await replica.place('order')
    await broker.accepts('order')
    expect(defectsOf(broker.sends, { committed: ['order'] })).toEqual(noDefects)
  })
})

describe.concurrent.each(dialects)('on %s, a broker', (dialect) => {
  async function stage(bus: NonNullable<Parameters<typeof createReplica>[0]['bus']> = {}) {
    const database: OrderDatabase = await createOrderDatabase(dialect)
    const broker = await recordingBroker()
    const { connection } = database
    let calls = 0
    const replica = createReplica(
      { connection, brokerUrl: broker.url, label: 'replica', bus },
      { onPublish: () => void calls++ },
    )
    await replica.bus.start()
    return {
      /** How often the transport was called, whether the broker could be reached or not. */
      calls: () => calls,
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

  it('that goes down and comes up again gets everything, and no attempt is used up', async () => {
    await using scene = await stage({
      // One attempt and no more: an outage that cost attempts would exhaust.
      maxRetryTimes: 1,
      localRetryTimes: 1,
      circuitBreaker: { failures: 2, probeInterval: 30, maximumProbeInterval: 60 },
    })
    const { broker, calls, replica } = scene
    await replica.place('before')
    await broker.accepts('before')
    await broker.down()
    await replica.place('opens the circuit')
    await eventually(() => replica.lines.some((line) => line.includes('pauses')))
    const during = numbered('during', 30)
    for (const order of during) await replica.place(order)
    // Probes fail meanwhile; each of them would have been an attempt.
    const callsBefore = calls()
    await eventually(() => calls() > callsBefore + 5)
    const { pending, inProgress } = await replica.bus.stats()
    expect(pending + inProgress).toBe(during.length + 1)
    await broker.up()
    await replica.place('after')
    const committed = ['before', 'opens the circuit', ...during, 'after']
    await broker.accepts(...committed)
    await nothingLeft(replica)
    expect((await replica.bus.stats()).exhausted).toBe(0)
    expect(defectsOf(broker.sends, { committed })).toEqual(noDefects)
  })

  it('that hangs costs the publishTimeout, and the event is sent again', async () => {
    await using scene = await stage({ leaseDuration: 2_000, publishTimeout: 700 })
    const { broker, replica } = scene
    const never = gate()
    let calls = 0
    broker.answer(async () => {
      calls += 1
      if (calls <= 2) await never.passed
      return 'accepted'
    })
    await replica.place('order')
    await broker.accepts('order')
    // The caller hung up on the first two.
    const endings = broker.of('order').map(({ answer, end }) => [answer, end !== undefined])
    expect(endings).toEqual([
      [undefined, true],
      [undefined, true],
      ['accepted', true],
    ])
    expect(defectsOf(broker.sends, { committed: ['order'] })).toEqual(noDefects)
    never.open()
  })

  it.each(['transient', 'configuration', 'permanent', 'hangs'] as const)(
    'that fails one topic (%s) gets the events of the others',
    async (failure) => {
      await using scene = await stage({ publishTimeout: 1_000, concurrency: 2 })
      const { broker, replica } = scene
      const never = gate()
      broker.answer(async ({ topic }) => {
        if (topic !== 'payments.requested') return 'accepted'
        if (failure !== 'hangs') return failure
        await never.passed
        return 'transient'
      })
      const good = numbered('good', 20)
      for (const [index, order] of good.entries()) {
        await replica.uow.run(async (tx) => {
          await replica.record(tx, `bad-${index}`, 'PaymentRequested')
          await replica.record(tx, order)
        })
      }
      await broker.accepts(...good)
      expect(broker.accepted().every(({ topic }) => topic === 'orders.placed')).toBe(true)
      never.open()
      const bad = good.map((_, index) => `bad-${index}`)
      const refused = failure === 'permanent' ? bad.length : 0
      await eventually(async () => (await replica.bus.stats()).exhausted === refused)
      broker.answer(async () => 'accepted')
      if (refused > 0) await replica.bus.exhausted.replay({ topic: 'payments.requested' })
      await broker.accepts(...bad)
    },
  )

  it('that is down keeps what is unpublished from expiring, and only that', async () => {
    await using scene = await stage({
      expireDate: 300,
      cleaningExpireInterval: 50,
      localRetryTimes: 0,
      maxRetryTimes: 50,
    })
    const { broker, database, replica } = scene
    const stored = async (): Promise<string[]> => {
      const rows = await database.db
        .withTables<{ integration_event_log: { data: string; seq: number } }>()
        .selectFrom('integration_event_log')
        .select('data')
        .orderBy('seq')
        .execute()
      return rows.map(({ data }) => (JSON.parse(data) as { orderId: string }).orderId)
    }
    await replica.place('published-1', 'published-2')
    await broker.accepts('published-1', 'published-2')
    await broker.down()
    await replica.place('unpublished-1', 'unpublished-2')
    await eventually(async () => {
      expect(await stored()).toEqual(['unpublished-1', 'unpublished-2'])
    })
    // Much older than the date by now, whatever state they are in, and still there.
    const { unpublished } = await eventually(async () => {
      const rows = await database.db
        .withTables<{ integration_event_log: { created_at: string | number } }>()
        .selectFrom('integration_event_log')
        .select('created_at')
        .execute()
      const ages = rows.map(({ created_at }) => Date.now() - Number(created_at))
      expect(Math.min(...ages)).toBeGreaterThan(900)
      return { unpublished: ages.length }
    })
    expect(unpublished).toBe(2)
    await broker.up()
    await broker.accepts('unpublished-1', 'unpublished-2')
    await eventually(async () => (await stored()).length === 0)
    const committed = ['published-1', 'published-2', 'unpublished-1', 'unpublished-2']
    expect(defectsOf(broker.sends, { committed })).toEqual(noDefects)
  })
})
