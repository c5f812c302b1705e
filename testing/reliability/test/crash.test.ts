import process from 'node:process'
import { sql } from 'kysely'
import { eventually, gate, PostgresFrontendParser, tcpProxy } from 'testing-databases'
import { describe, expect, it } from 'vitest'
import { defectsOf, noDefects } from '../src/history.ts'
import { stages } from '../src/order-client.ts'
import { createOrderDatabase, createPostgresOrders } from '../src/order-database.ts'
import { recordingBroker, type Send } from '../src/recording-broker.ts'
import { spawnReplica } from '../src/replica-process.ts'
import { createReplica } from '../src/replica.ts'

const dead = (child: { pid: number }): void => void process.kill(child.pid, 'SIGKILL')

/** In their order; who sends again because no answer came in time is not counted twice. */
const sendersOf = (sends: readonly Send[]): string[] => [
  ...new Set(sends.map(({ sender }) => sender)),
]

/** The lease of who dies has to run out; who lives on need not hurry. */
const hurried = { leaseDuration: 1_000, publishTimeout: 450 }

describe.concurrent.each(stages)('on $title, a process killed', ({ client, dialect }) => {
  /** A replica that will be killed, one committed order that it delivered, and a broker. */
  async function doomedReplica() {
    const database = await createOrderDatabase(dialect)
    const broker = await recordingBroker()
    const { connection } = database
    const options = { connection, client, brokerUrl: broker.url }
    const doomed = spawnReplica({ ...options, label: 'doomed', bus: hurried })
    await doomed.do({ type: 'start' })
    await doomed.do({ type: 'place', orderIds: ['before'] })
    await broker.accepts('before')
    // Its outcome is written, too: on SQLite it would wait for the unit of work that is to stand still.
    await eventually(async () => {
      const { rows } = await sql`select seq from integration_event_queue`.execute(database.db)
      return rows.length === 0
    })

    return {
      database,
      broker,
      doomed,
      /** Starts another replica, and waits until it has delivered whatever is committed. */
      takeOver: async () => {
        const survivor = createReplica({ ...options, label: 'survivor' })
        await survivor.bus.start()
        await survivor.place('after')
        const committed = await database.orders()
        await broker.accepts(...committed)
        await eventually(async () => {
          const { pending, inProgress, waiting } = await survivor.bus.stats()
          return pending + inProgress + waiting === 0
        })
        await survivor.stop()
        return committed
      },
      async [Symbol.asyncDispose]() {
        await doomed.kill()
        await broker[Symbol.asyncDispose]()
        await database[Symbol.asyncDispose]()
      },
    }
  }

  it('before the append leaves neither row nor event', async () => {
    await using stage = await doomedReplica()
    const { broker, doomed, takeOver } = stage
    await doomed.standAt('before the append', 'uncommitted')
    await doomed.kill()
    const committed = await takeOver()
    expect(committed).toEqual(new Set(['before', 'after']))
    expect(defectsOf(broker.sends, { committed })).toEqual(noDefects)
  })

  it('between the append and the COMMIT leaves neither row nor event', async () => {
    await using stage = await doomedReplica()
    const { broker, doomed, takeOver } = stage
    await doomed.standAt('before the commit', 'uncommitted')
    await doomed.kill()
    const committed = await takeOver()
    expect(committed).toEqual(new Set(['before', 'after']))
    expect(defectsOf(broker.sends, { committed })).toEqual(noDefects)
  })

  it('right after the COMMIT has its event delivered once, by another one', async () => {
    await using stage = await doomedReplica()
    const { broker, doomed, takeOver } = stage
    await doomed.standAt('right after the commit', 'orphan')
    await doomed.exit
    expect(broker.of('orphan')).toEqual([])
    const committed = await takeOver()
    expect(committed).toEqual(new Set(['before', 'orphan', 'after']))
    expect(defectsOf(broker.sends, { committed })).toEqual(noDefects)
    expect(sendersOf(broker.of('orphan'))).toEqual(['survivor'])
  })

  it('while the broker is called has its event delivered by another one', async () => {
    await using stage = await doomedReplica()
    const { broker, doomed, takeOver } = stage
    const called = gate()
    broker.answer(async ({ sender }) => {
      if (sender === 'doomed') await called.passed
      return 'accepted'
    })
    await doomed.do({ type: 'place', orderIds: ['in flight'] })
    await called.waited
    await doomed.kill()
    const committed = await takeOver()
    expect(committed).toEqual(new Set(['before', 'in flight', 'after']))
    expect(defectsOf(broker.sends, { committed })).toEqual(noDefects)
    expect(sendersOf(broker.of('in flight'))).toEqual(['doomed', 'survivor'])
  })

  it.each(['as the broker accepts', 'before the settlement'] as const)(
    '%s has its event sent again, with the same id and bytes',
    async (step) => {
      await using stage = await doomedReplica()
      const { broker, doomed, takeOver } = stage
      if (step === 'before the settlement') {
        await doomed.standAt(step, 'twice')
        await doomed.kill()
      } else {
        broker.answer(async ({ sender }) => {
          if (sender === 'doomed') dead(doomed)
          return 'accepted'
        })
        await doomed.do({ type: 'place', orderIds: ['twice'] }).catch(() => {})
        await doomed.exit
      }
      const committed = await takeOver()
      expect(committed).toEqual(new Set(['before', 'twice', 'after']))
      const mayRepeat = ({ orderId, sender }: { orderId: string; sender: string }): boolean =>
        orderId === 'twice' && sender === 'doomed'
      expect(defectsOf(broker.sends, { committed, mayRepeat })).toEqual(noDefects)
      expect(sendersOf(broker.accepted('twice'))).toEqual(['doomed', 'survivor'])
    },
  )
})

describe.concurrent('a process killed during the settlement', () => {
  it.each(['reached', 'did not reach'] as const)(
    'that %s PostgreSQL has its event repeated only if it did not',
    async (fate) => {
      await using database = await createPostgresOrders()
      await using broker = await recordingBroker()
      const server = new URL(database.connection.url)
      const settling = gate()
      const parsers = new WeakMap<object, PostgresFrontendParser>()
      await using proxy = await tcpProxy({
        to: { host: server.hostname, port: Number(server.port) },
        onClientData: (chunk, forward, sender) => {
          const parser = parsers.get(sender) ?? new PostgresFrontendParser()
          parsers.set(sender, parser)
          if (parser.push(chunk).some(({ sql }) => sql.startsWith('delete from'))) {
            void settling.passed
            if (fate === 'did not reach') return
            proxy.holdServerToClient()
          }
          forward()
        },
      })
      const { connection } = database
      const viaProxy = { ...connection, url: proxy.through(connection.url) }
      await using doomed = spawnReplica({
        connection: viaProxy,
        brokerUrl: broker.url,
        label: 'doomed',
        bus: hurried,
      })
      await doomed.do({ type: 'start' })
      await doomed.do({ type: 'place', orderIds: ['order'] })
      await settling.waited
      if (fate === 'reached') await settled(database)
      await doomed.kill()
      await proxy.close()

      await using survivor = createReplica({
        connection,
        brokerUrl: broker.url,
        label: 'survivor',
      })
      await survivor.bus.start()
      await survivor.place('after')
      await broker.accepts('after')
      if (fate === 'did not reach')
        await broker.until('the order is sent again', () =>
          sendersOf(broker.accepted('order')).includes('survivor'),
        )
      await eventually(async () => (await survivor.bus.stats()).inProgress === 0)
      const senders = fate === 'reached' ? ['doomed'] : ['doomed', 'survivor']
      expect(sendersOf(broker.accepted('order'))).toEqual(senders)
      expect(new Set(broker.of('order').map(({ wire }) => wire)).size).toBe(1)
    },
  )

  it('that waits for the lock of SQLite has its event sent again', async () => {
    await using database = await createOrderDatabase('sqlite')
    await using broker = await recordingBroker()
    const { connection } = database
    const options = { connection, brokerUrl: broker.url }
    await using doomed = spawnReplica({ ...options, label: 'doomed', bus: hurried })
    await doomed.do({ type: 'start' })
    const accept = gate()
    broker.answer(async ({ sender }) => {
      if (sender === 'doomed') await accept.passed
      return 'accepted'
    })
    await doomed.do({ type: 'place', orderIds: ['order'] })
    await accept.waited
    // Whoever writes now waits for this transaction: the settlement does.
    const lock = await database.db.startTransaction().execute()
    await lock.insertInto('orders').values({ id: 'lock' }).execute()
    accept.open()
    await broker.accepts('order')
    await doomed.kill()
    await lock.rollback().execute()

    await using survivor = createReplica({ ...options, label: 'survivor' })
    await survivor.bus.start()
    await broker.until('the order is sent again', () =>
      sendersOf(broker.accepted('order')).includes('survivor'),
    )
    await eventually(async () => (await survivor.bus.stats()).inProgress === 0)
    expect(new Set(broker.of('order').map(({ wire }) => wire)).size).toBe(1)
  })
})

/** Waits until the queue is empty, seen past the connection that hears nothing. */
async function settled(database: Awaited<ReturnType<typeof createPostgresOrders>>): Promise<void> {
  await using observer = createReplica({
    connection: database.connection,
    brokerUrl: 'http://127.0.0.1:1',
    label: 'observer',
    bus: { deliver: false },
  })
  await eventually(async () => {
    const { pending, inProgress } = await observer.bus.stats()
    return pending + inProgress === 0
  })
}
