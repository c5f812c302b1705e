import process from 'node:process'
import { kyselyEventLog } from 'eventlogs-kysely'
import { eventually, gate, tcpProxy } from 'testing-databases'
import { kyselyUnitOfWork } from 'uow-kysely'
import { describe, expect, it } from 'vitest'
import { defectsOf, noDefects } from '../src/history.ts'
import {
  createOrderDatabase,
  createPostgresOrders,
  dialects,
  type OrderDatabase,
} from '../src/order-database.ts'
import { recordingBroker, type Send } from '../src/recording-broker.ts'
import { spawnReplica } from '../src/replica-process.ts'
import { createReplica } from '../src/replica.ts'

const numbered = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `order-${index + 1}`)
const senders = (sends: readonly Send[]): string[] => sends.map(({ sender }) => sender)

/** Waits until the lease of a dead process has run out, and ends its session. */
async function endDeadSession({ db }: OrderDatabase): Promise<void> {
  const log = kyselyEventLog(db)
  const leaseDuration = 60_000
  await log.open({ unitOfWork: kyselyUnitOfWork(db), source: 'orders' })
  const session = await log.openSession({ leaseDuration, label: 'the test' })
  await eventually(async () => (await log.renewSession(session, leaseDuration)).ended === 1)
  await log.endSession(session)
}

describe.concurrent('a dead session', () => {
  it('is taken over by two processes that share its events', async () => {
    await using database = await createPostgresOrders()
    await using broker = await recordingBroker()
    const { connection } = database
    // The gates hold calls for as long as it takes: no send may time out meanwhile.
    const bus = { leaseDuration: 20_000, publishTimeout: 10_000, retryBatchSize: 4 }
    const common = { connection, brokerUrl: broker.url, maxBatchSize: 1, bus }
    const orders = numbered(30)
    await using doomed = spawnReplica({
      ...common,
      label: 'doomed',
      bus: { leaseDuration: 1_000, publishTimeout: 500, concurrency: 2 },
    })
    await doomed.do({ type: 'start' })
    const held = gate()
    broker.answer(async () => {
      await held.passed
      return 'transient'
    })
    await doomed.do({ type: 'place', orderIds: orders })
    await held.waited
    await doomed.kill()
    await endDeadSession(database)
    const ofDoomed = broker.sends.length

    const both = gate()
    broker.answer(async () => {
      // The first event of each waits for the first of the other: both take part.
      if (new Set(senders(broker.sends.slice(ofDoomed))).size === 2) both.open()
      await both.passed
      return 'accepted'
    })
    await using one = spawnReplica({ ...common, label: 'one' })
    await using two = spawnReplica({ ...common, label: 'two' })
    await Promise.all([one.do({ type: 'start' }), two.do({ type: 'start' })])
    await broker.accepts(...orders)
    await Promise.all([one.do({ type: 'stop' }), two.do({ type: 'stop' })])
    expect(new Set(senders(broker.accepted()))).toEqual(new Set(['one', 'two']))
    expect(broker.accepted().length).toBe(orders.length)
    expect(defectsOf(broker.sends, { committed: orders })).toEqual(noDefects)
  })

  it('whose process only slept changes nothing, and starts no new send', async () => {
    await using database = await createPostgresOrders()
    await using broker = await recordingBroker()
    const { connection } = database
    const { hostname, port } = new URL(connection.url)
    await using proxy = await tcpProxy({ to: { host: hostname, port: Number(port) } })
    const bus = { leaseDuration: 1_500, publishTimeout: 700, localRetryTimes: 0, concurrency: 1 }
    const common = { brokerUrl: broker.url, maxBatchSize: 1 }
    const orders = numbered(6)
    await using sleeper = spawnReplica({
      ...common,
      connection: { dialect: 'postgres', url: proxy.through(connection.url) },
      label: 'sleeper',
      bus,
    })
    await sleeper.do({ type: 'start' })
    const ofSleeper = gate()
    const ofOther = gate()
    broker.answer(async ({ sender }) => {
      if (sender === 'other') {
        await ofOther.passed
        return 'accepted'
      }
      await ofSleeper.passed
      return 'transient'
    })
    await sleeper.do({ type: 'place', orderIds: orders })
    await ofSleeper.waited
    process.kill(sleeper.pid, 'SIGSTOP')
    await endDeadSession(database)

    await using other = createReplica({
      ...common,
      connection,
      label: 'other',
      // Its call is held for as long as the rest of this test takes, on however busy a machine.
      bus: { ...bus, leaseDuration: 60_000, publishTimeout: 25_000 },
    })
    await other.bus.start()
    await ofOther.waited
    // It wakes up to a call that timed out, which it would have to settle, and to events in its
    // memory; and the database does not tell it what has happened meanwhile.
    proxy.holdClientToServer()
    process.kill(sleeper.pid, 'SIGCONT')
    ofSleeper.open()
    await sleeper.do({ type: 'rest' })
    expect(broker.sends.map(({ sender, orderId }) => [sender, orderId])).toEqual([
      ['sleeper', 'order-1'],
      ['other', 'order-1'],
    ])

    broker.answer(async () => 'accepted')
    proxy.release()
    await sleeper.do({ type: 'place', orderIds: ['awake'] })
    // The other may have claimed that, too, behind what it is held at.
    ofOther.open()
    await broker.accepts('awake', ...orders)
    await eventually(async () => {
      const { inProgress, pending, waiting } = await other.bus.stats()
      return inProgress + pending + waiting === 0
    })
    expect(senders(broker.of('order-1'))).toEqual(['sleeper', 'other'])
    const once = [...orders.slice(1), 'awake']
    expect(once.filter((orderId) => broker.of(orderId).length !== 1)).toEqual([])
  })
})

describe.concurrent.each(dialects)('on %s, an event that kills its process', (dialect) => {
  it('is exhausted after 1 + maxRetryTimes deaths, and its neighbours are delivered', async () => {
    await using database = await createOrderDatabase(dialect)
    await using broker = await recordingBroker()
    const { connection } = database
    const maxRetryTimes = 2
    const bus = { leaseDuration: 1_000, publishTimeout: 400, maxRetryTimes }
    const common = { connection, brokerUrl: broker.url, bus }
    const neighbours = ['left-1', 'left-2', 'right-1', 'right-2']
    broker.answer(async ({ orderIds }) =>
      orderIds.map(() => (orderIds.includes('poison') ? 'die' : 'accepted')),
    )
    let deaths = 0
    const exhausted: string[] = []
    await using placing = spawnReplica({ ...common, label: 'process-0' })
    await placing.do({ type: 'start' })
    placing.send({
      type: 'place',
      number: 0,
      orderIds: ['left-1', 'left-2', 'poison', 'right-1', 'right-2'],
    })
    await placing.exit
    for (deaths = 1; deaths <= maxRetryTimes; deaths++) {
      await using next = spawnReplica({ ...common, label: `process-${deaths}` })
      next.send({ type: 'start', number: 1 })
      expect((await next.exit).signal).toBe('SIGKILL')
    }

    await using survivor = createReplica(
      { ...common, label: 'survivor' },
      { onExhausted: ({ event }) => void exhausted.push(event?.id ?? 'none') },
    )
    await survivor.bus.start()
    await survivor.place('afterwards')
    await broker.accepts(...neighbours, 'afterwards')
    await eventually(() => exhausted.length > 0)
    const list = await survivor.bus.exhausted.list({ limit: 10 })
    expect(list.map(({ event }) => event.id)).toEqual([broker.of('poison')[0]?.id])
    expect(senders(broker.of('poison'))).toEqual(['process-0', 'process-1', 'process-2'])
    expect(broker.accepted('poison')).toEqual([])
    expect(defectsOf(broker.sends, { committed: [...neighbours, 'afterwards', 'poison'] })).toEqual(
      {
        ...noDefects,
        lost: ['poison'],
      },
    )
  })
})
