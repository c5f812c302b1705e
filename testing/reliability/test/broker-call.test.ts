import { AsyncLocalStorage } from 'node:async_hooks'
import { sql } from 'kysely'
import SQLite from 'better-sqlite3'
import { eventually, gate } from 'testing-databases'
import { describe, expect, it } from 'vitest'
import {
  createOrderDatabase,
  createPostgresOrders,
  dialects,
  type OrderDatabase,
} from '../src/order-database.ts'
import { recordingBroker } from '../src/recording-broker.ts'
import { createReplica, orderIdsOf, type Replica } from '../src/replica.ts'

/** From memory, and claimed from the log: the two ways by which an event comes to the broker. */
const ways = ['memory', 'the log'] as const

async function bringTo(
  way: (typeof ways)[number],
  {
    database,
    replica,
    brokerUrl,
  }: { database: OrderDatabase; replica: Replica; brokerUrl: string },
): Promise<void> {
  if (way === 'memory') return replica.place('order')
  const { connection } = database
  const bus = { deliver: false }
  await using publishing = createReplica({ connection, brokerUrl, label: 'publishing', bus })
  await publishing.place('order')
}

describe.concurrent.each(ways)('while the broker is called with an event from %s', (way) => {
  it('no transaction, snapshot or lock is held on PostgreSQL', async () => {
    await using database = await createPostgresOrders()
    await using broker = await recordingBroker()
    const bus = { leaseDuration: '60s', publishTimeout: '30s' } as const
    const options = {
      connection: database.connection,
      brokerUrl: broker.url,
      label: 'replica',
      bus,
    }
    await using replica = createReplica(options)
    await replica.bus.start()
    const called = gate()
    broker.answer(async () => {
      await called.passed
      return 'accepted'
    })
    await bringTo(way, { database, replica, brokerUrl: broker.url })
    await called.waited

    // Heartbeats and polls come and go. What is held for the call's time stays: each look finds it.
    await eventually(async () => {
      const { rows } = await sql<{ state: string; query: string }>`
        select state, query from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()
          and (xact_start is not null or backend_xid is not null or backend_xmin is not null)`.execute(
        database.db,
      )
      expect(rows).toEqual([])
    })
    await eventually(async () => {
      const { rows } = await sql`
        select locktype, mode, relation::regclass from pg_locks
        where pid <> pg_backend_pid() and locktype <> 'virtualxid'
          and database = (select oid from pg_database where datname = current_database())`.execute(
        database.db,
      )
      expect(rows).toEqual([])
    })
    expect(broker.of('order')[0]?.end).toBeUndefined()
    called.open()
    await broker.accepts('order')
  }, 8_000)

  it('the file of SQLite can be written', async () => {
    await using database = await createOrderDatabase('sqlite')
    await using broker = await recordingBroker()
    const { connection } = database
    const bus = { leaseDuration: '60s', publishTimeout: '30s' } as const
    await using replica = createReplica({
      connection,
      brokerUrl: broker.url,
      label: 'replica',
      bus,
    })
    await replica.bus.start()
    const called = gate()
    broker.answer(async () => {
      await called.passed
      return 'accepted'
    })
    await bringTo(way, { database, replica, brokerUrl: broker.url })
    await called.waited
    const file = connection.dialect === 'sqlite' ? connection.file : ''
    const impatient = new SQLite(file, { timeout: 0 })
    await eventually(() => {
      impatient.exec('begin immediate')
      impatient.exec('rollback')
      // Truncating the log file needs that nobody reads from it, either.
      const [checkpoint] = impatient.pragma('wal_checkpoint(truncate)') as [{ busy: number }]
      expect(checkpoint.busy).toBe(0)
    })
    impatient.close()
    // The application's own units go on, too.
    await replica.uow.run((tx) => replica.insert(tx, 'meanwhile'))
    expect(broker.of('order')[0]?.end).toBeUndefined()
    called.open()
    await broker.accepts('order')
  })
})

describe.concurrent.each(dialects)('on %s, background work', (dialect) => {
  it('never sees the AsyncLocalStorage of a request', async () => {
    await using database = await createOrderDatabase(dialect)
    await using broker = await recordingBroker()
    const requests = new AsyncLocalStorage<string>()
    const seen = new Map<string, (string | undefined)[]>()
    const note = (what: string, orderId: string): void => {
      const key = `${what} ${orderId}`
      seen.set(key, [...(seen.get(key) ?? []), requests.getStore()])
    }
    const replica = createReplica(
      {
        connection: database.connection,
        brokerUrl: broker.url,
        label: 'replica',
        bus: { localRetryTimes: 1, maxRetryTimes: 1 },
      },
      {
        onPublish: (events) => {
          for (const orderId of orderIdsOf(events)) note('published', orderId)
        },
        onExhausted: ({ event }) => {
          for (const orderId of orderIdsOf(event === undefined ? [] : [event]))
            note('exhausted', orderId)
        },
      },
    )
    broker.answer(async ({ orderIds }) =>
      orderIds.map((orderId) => (orderId === 'fails' ? 'transient' : 'accepted')),
    )
    await requests.run('the request that starts', () => replica.bus.start())
    await requests.run('the request that places', async () => {
      await replica.place('works', 'fails')
      await broker.accepts('works')
      // A request that asks for something while delivery works.
      await replica.bus.stats()
    })
    await eventually(() => seen.has('exhausted fails'))
    await requests.run('the request that stops', () => replica.stop())
    expect(Object.fromEntries(seen)).toEqual({
      'published works': [undefined],
      'published fails': [undefined, undefined, undefined],
      'exhausted fails': [undefined],
    })
  })
})
