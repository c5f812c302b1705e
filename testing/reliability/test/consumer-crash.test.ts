import { sql } from 'kysely'
import { seededRandom } from 'testing-databases'
import { describe, expect, it } from 'vitest'
import { setTimeout as sleep } from 'node:timers/promises'
import type { OutgoingEvent } from 'integration-events'
import { type ConsumerProcess, spawnConsumer } from '../src/consumer-process.ts'
import { stages } from '../src/order-client.ts'
import { createOrderDatabase } from '../src/order-database.ts'
import { placedEvent } from '../src/placed-event.ts'

let events = 0

function placed(): OutgoingEvent {
  events += 1
  return placedEvent(`event-${events}`)
}

/** Nothing but the inbox keeps an order from being billed twice: the table has no key. */
async function billingDatabase(dialect: 'postgres' | 'sqlite') {
  const database = await createOrderDatabase(dialect)
  await sql`create table invoices (order_id text not null)`.execute(database.db)
  return Object.assign(database, {
    billed: async (): Promise<string[]> => {
      const rows = await sql<{ order_id: string }>`select order_id from invoices`.execute(
        database.db,
      )
      return rows.rows.map(({ order_id: order }) => order).toSorted()
    },
  })
}

describe.concurrent.each(stages)('on $title, a consumer killed', ({ client, dialect }) => {
  it('before its commit has no effect, and the next delivery has it once', async () => {
    await using database = await billingDatabase(dialect)
    await using doomed = spawnConsumer({ connection: database.connection, client })
    const event = placed()
    await doomed.standAt('before the commit', event)
    await doomed.kill()
    expect(await database.billed()).toEqual([])
    await using survivor = spawnConsumer({ connection: database.connection, client })
    expect(await survivor.deliver(event)).toBe('done')
    expect(await survivor.deliver(event)).toBe('done')
    expect(await database.billed()).toEqual([event.id])
  })

  it('between its commit and its acknowledgement has had its effect once', async () => {
    await using database = await billingDatabase(dialect)
    await using doomed = spawnConsumer({ connection: database.connection, client })
    const event = placed()
    await doomed.standAt('before the acknowledgement', event)
    expect(await database.billed()).toEqual([event.id])
    await doomed.kill()
    await using survivor = spawnConsumer({ connection: database.connection, client })
    expect(await survivor.deliver(event)).toBe('done')
    expect(await database.billed()).toEqual([event.id])
  })

  it('by an event, each time, has that event given up after as many attempts as it may have', async () => {
    await using database = await billingDatabase(dialect)
    const options = { connection: database.connection, client, maxAttempts: 2 }
    const poison = placed()
    for (let attempt = 1; attempt <= 2; attempt++) {
      await using doomed = spawnConsumer(options)
      await expect(doomed.deliver(poison, 'dies')).rejects.toThrow(/SIGKILL|ended/)
    }
    await using survivor = spawnConsumer(options)
    expect(await survivor.deliver(poison, 'dies')).toBe('permanent')
    const innocent = placed()
    expect(await survivor.deliver(innocent)).toBe('done')
    expect(await database.billed()).toEqual([innocent.id])
  })
})

it.concurrent.each(stages)(
  'on $title every event has its effect once, although consumers are killed at random',
  async ({ client, dialect, title }) => {
    const seed = Number(process.env['RELIABILITY_SEED'] ?? Math.floor(Math.random() * 2 ** 32))
    // With it, a failure can be repeated.
    console.log(`consumers on ${title}: RELIABILITY_SEED=${seed}`)
    const random = seededRandom(seed)
    await using database = await billingDatabase(dialect)
    const options = { connection: database.connection, client, slowness: 20 }
    const consumers: ConsumerProcess[] = []
    const spawn = (): ConsumerProcess => {
      const consumer = spawnConsumer(options)
      consumers.push(consumer)
      return consumer
    }
    spawn()
    spawn()
    const all = Array.from({ length: 40 }, placed)
    const unacknowledged = new Set(all)
    let deliveries = 0
    let killed = 0

    /** As a broker does: to any of them, again until it is acknowledged, and now and then twice. */
    const broker = async (): Promise<void> => {
      while (unacknowledged.size > 0) {
        const open = [...unacknowledged]
        const event = open[Math.floor(random() * open.length)]!
        const consumer = consumers[Math.floor(random() * consumers.length)]!
        deliveries += 1
        const status = await consumer.deliver(event).catch(() => 'killed')
        // Half of the acknowledgements get lost on their way.
        if (status === 'done' && random() < 0.5) unacknowledged.delete(event)
        if (status === 'killed') await sleep(1)
      }
    }
    const killer = async (): Promise<void> => {
      while (unacknowledged.size > 0 && killed < 4) {
        const victim = consumers[Math.floor(random() * consumers.length)]!
        await victim.waitFor('ready')
        await sleep(random() * 100)
        // Who takes its place comes first, so that there is always somebody to deliver to.
        spawn()
        consumers.splice(consumers.indexOf(victim), 1)
        expect((await victim.kill()).signal, victim.output).toBe('SIGKILL')
        killed += 1
      }
    }
    try {
      await Promise.all([broker(), broker(), broker(), broker(), killer()])
    } finally {
      await Promise.all(consumers.map((consumer) => consumer.kill()))
    }
    expect(await database.billed()).toEqual(all.map(({ id }) => id).toSorted())
    console.log(`consumers on ${title}: ${killed} killed, ${deliveries} deliveries of 40 events`)
  },
  120_000,
)
