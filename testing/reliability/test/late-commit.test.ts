import { setTimeout as pass } from 'node:timers/promises'
import { gate, tcpProxy } from 'testing-databases'
import { describe, expect, it } from 'vitest'
import { backgroundHold } from '../src/background-hold.ts'
import { defectsOf, noDefects } from '../src/history.ts'
import { createOrderDatabase, createPostgresOrders, dialects } from '../src/order-database.ts'
import { recordingBroker } from '../src/recording-broker.ts'
import { createReplica, type ReplicaOptions } from '../src/replica.ts'

/** A PostgreSQL database, a broker, and the replicas that a test makes. */
async function stage(given?: Awaited<ReturnType<typeof createPostgresOrders>>) {
  const database = given ?? (await createPostgresOrders())
  const broker = await recordingBroker()
  const { connection } = database
  const replicas: AsyncDisposable[] = []
  return {
    broker,
    replica: (label: string, options: Partial<ReplicaOptions> = {}) => {
      const replica = createReplica({ connection, brokerUrl: broker.url, label, ...options })
      replicas.push(replica)
      return replica
    },
    async [Symbol.asyncDispose]() {
      for (const replica of replicas) await replica[Symbol.asyncDispose]()
      await broker[Symbol.asyncDispose]()
      await database[Symbol.asyncDispose]()
    },
  }
}

describe.concurrent('a transaction that commits late', () => {
  it.each([
    { who: 'a process that does not deliver', deliver: false },
    { who: 'an explicit begin in the delivering process', deliver: true },
  ])('below what was long delivered, from $who, is delivered', async ({ deliver }) => {
    await using scene = await stage()
    const { broker, replica } = scene
    const delivering = replica('delivering')
    const publishing = replica('publishing', { bus: { deliver: false } })
    await delivering.bus.start()

    const late = await (deliver ? delivering : publishing).begin('late')
    // Claimed from the log, each after the other was delivered: whatever a claim remembers of
    // where it stood has long passed the late one.
    const later = ['later-1', 'later-2', 'later-3', 'later-4']
    for (const orderId of later) {
      await publishing.place(orderId)
      await broker.accepts(orderId)
    }
    expect(broker.of('late')).toEqual([])
    await late.commit()
    await broker.accepts('late')
    expect(defectsOf(broker.sends, { committed: ['late', ...later] })).toEqual(noDefects)
  })

  it('than its lease was long is delivered by its own living process', async () => {
    await using scene = await stage()
    const { broker, replica } = scene
    const leaseDuration = 2_000
    const own = replica('own', { bus: { leaseDuration, publishTimeout: 1_000 } })
    const other = replica('other', { bus: { leaseDuration, publishTimeout: 1_000 } })
    await own.bus.start()
    await other.bus.start()
    const long = await own.begin('long')
    await pass(leaseDuration * 2)
    await long.commit()
    await broker.accepts('long')
    expect(broker.sends.map(({ sender }) => sender)).toEqual(['own'])
    const losses = [own, other].flatMap(({ lines }) => lines.filter((line) => /lost/.test(line)))
    expect(losses).toEqual([])
  })

  it('when its session was lost meanwhile is delivered by another process alone', async () => {
    const background = backgroundHold()
    await using database = await createPostgresOrders()
    const { url } = database.connection
    const { hostname, port } = new URL(url)
    await using proxy = await tcpProxy({
      to: { host: hostname, port: Number(port) },
      onClientData: background.onClientData,
    })
    await using scene = await stage(database)
    const { broker, replica } = scene
    const bus = { leaseDuration: 1_000, publishTimeout: 300, localRetryTimes: 0 }
    const silent = replica('silent', {
      connection: { dialect: 'postgres', url: proxy.through(url) },
      bus,
    })
    const other = replica('other')
    await silent.bus.start()

    // An event that the silent process holds: who takes it over has ended its session.
    const called = gate()
    broker.answer(async ({ sender }) => {
      if (sender === 'silent') await called.passed
      return 'accepted'
    })
    await silent.place('witness')
    await called.waited
    const long = await silent.begin('long')
    background.hold()
    await other.bus.start()
    await broker.accepts('witness')
    expect(broker.accepted('witness').map(({ sender }) => sender)).toEqual(['other'])

    await long.commit()
    await broker.accepts('long')
    background.release()
    called.open()
    await other.place('afterwards')
    await broker.accepts('afterwards')
    expect(broker.of('long').map(({ sender }) => sender)).toEqual(['other'])
  })

  it('than its own bus stopped is delivered by another process at once', async () => {
    await using scene = await stage()
    const { broker, replica } = scene
    // Longer than the test: nobody may wait for the lease of who said good-bye.
    const bus = { leaseDuration: '10m', publishTimeout: '1m' } as const
    const stopping = replica('stopping', { bus })
    const other = replica('other', { bus })
    await stopping.bus.start()
    await other.bus.start()
    await stopping.place('before')
    await broker.accepts('before')
    const late = await stopping.begin('late')
    await stopping.bus.stop()
    await late.commit()
    await broker.accepts('late')
    expect(broker.of('late').map(({ sender }) => sender)).toEqual(['other'])
    expect(defectsOf(broker.sends, { committed: ['before', 'late'] })).toEqual(noDefects)
  })
})

describe.concurrent.each(dialects)(
  'on %s, a transaction that commits after its bus stopped',
  (dialect) => {
    it('is not sent by the stopped bus, and by the next one that starts', async () => {
      await using database = await createOrderDatabase(dialect)
      await using broker = await recordingBroker()
      const { connection } = database
      const bus = { leaseDuration: '10m', publishTimeout: '1m' } as const
      const options = { connection, brokerUrl: broker.url, bus }
      const stopping = createReplica({ ...options, label: 'stopping' })
      await stopping.bus.start()
      await stopping.place('before')
      await broker.accepts('before')
      let stop: Promise<void> | undefined
      await stopping.uow.run(async (tx) => {
        await stopping.record(tx, 'late')
        stop = stopping.bus.stop()
        // On SQLite the session can be ended only once this transaction has left the connection.
        if (dialect === 'postgres') await stop
      })
      await stop
      expect(broker.of('late')).toEqual([])
      await stopping.close()
      await using other = createReplica({ ...options, label: 'other' })
      await other.bus.start()
      await broker.accepts('late')
      expect(defectsOf(broker.sends, { committed: ['before', 'late'] })).toEqual(noDefects)
    })
  },
)
