import type { OutgoingEvent } from 'integration-events'
import { startDaprDouble, type DaprDouble, type StoredMessage } from 'testing-dapr-double'
import { describe, expect, it, onTestFinished } from 'vitest'
import { daprPublisher, type DaprPublisherOptions } from '../../src/index.ts'
import { idOf } from './fixtures/arrived.ts'
import { daprClient } from './fixtures/clients.ts'
import { eventOf, eventsOf } from './fixtures/events.ts'
import { ways } from './fixtures/ways.ts'

const { signal } = new AbortController()
const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'

async function start(tracing = false): Promise<DaprDouble> {
  const double = await startDaprDouble({ tracing })
  onTestFinished(() => double.stop())
  return double
}

async function send(
  { url: endpoint }: DaprDouble,
  events: readonly OutgoingEvent[],
  options: Partial<DaprPublisherOptions> = {},
): Promise<void> {
  const publisher = daprPublisher({ pubsubName: 'pubsub', endpoint, ...options })
  await publisher.publish(events, { signal })
  await publisher.close?.()
}

const bulksIn = ({ requests }: DaprDouble) =>
  requests.filter(({ path }) => path.includes('/publish/bulk/'))

const cloudEventIn = ({ event }: StoredMessage): Record<string, unknown> =>
  JSON.parse(event) as Record<string, unknown>

for (const way of ways) {
  describe(`what is sent, ${way.name}`, () => {
    it('is a CloudEvent 1.0 that keeps its trace, though the sidecar traces', async () => {
      const double = await startDaprDouble({ ...way.double, tracing: true })
      onTestFinished(() => double.stop())
      const headers = { traceparent, tracestate: 'vendor=a', tenant: 'acme', subject: 'order-1' }
      const events = eventsOf(2, { headers, type: 'shop.order-placed.v1' })
      await way.publisherFor(double).publish(events, { signal })
      for (const { id } of events) {
        const stored = double.stored.find((message) => idOf(message) === id)
        expect(cloudEventIn(stored!)).toMatchObject({
          specversion: '1.0',
          id,
          source: 'shop',
          type: 'shop.order-placed.v1',
          time: '2026-11-23T00:00:00.123Z',
          datacontenttype: 'application/json',
          ...headers,
          data: { total: 1 },
        })
      }
    })

    it("has the key as the broker's partition key", async () => {
      const double = await startDaprDouble(way.double)
      onTestFinished(() => double.stop())
      await way.publisherFor(double).publish([eventOf({ key: 'customer 1 & +' })], { signal })
      expect(double.stored[0]?.metadata).toMatchObject({ partitionKey: 'customer 1 & +' })
      expect(cloudEventIn(double.stored[0]!)).toMatchObject({ partitionkey: 'customer 1 & +' })
    })
  })
}

describe('the metadata of an event', () => {
  it('go to the component with that event only', async () => {
    const double = await start()
    const events = eventsOf(3)
    const metadata = ({ id }: OutgoingEvent) => ({ order: id })
    await send(double, events, { metadata })
    expect(bulksIn(double)).toHaveLength(1)
    for (const message of double.stored) expect(message.metadata['order']).toBe(idOf(message))
  })

  it('can give another partition key, and a time to live', async () => {
    const double = await start()
    const metadata = () => ({ partitionKey: 'mine', ttlInSeconds: '60' })
    await send(double, [eventOf({ key: 'order-1' })], { metadata })
    expect(double.stored[0]?.metadata).toMatchObject({ partitionKey: 'mine', ttlInSeconds: '60' })
    expect(cloudEventIn(double.stored[0]!)).toHaveProperty('expiration')
  })

  it('can ask for the raw payload, for one of several', async () => {
    const double = await start()
    const [raw, ...others] = eventsOf(3)
    const metadata = ({ id }: OutgoingEvent): Record<string, string> =>
      id === raw!.id ? { rawPayload: 'true' } : {}
    await send(double, [raw!, ...others], { metadata })
    const stored = new Map(double.stored.map((message) => [idOf(message), cloudEventIn(message)]))
    expect(stored.get(raw!.id)).not.toHaveProperty('pubsubname')
    expect(stored.get(others[0]!.id)).toHaveProperty('pubsubname')
    expect(bulksIn(double)).toHaveLength(1)
  })
})

describe('events of one key', () => {
  const keyed = (key: string, count: number) => eventsOf(count, { key })

  it('never go in one bulk call, and arrive in their order', async () => {
    const double = await start()
    const lists = ['a', 'b', 'c'].map((key) => keyed(key, 20))
    const mixed = lists[0]!.flatMap((_, index) => lists.map((list) => list[index]!))
    await send(double, [...mixed, ...eventsOf(2)])
    expect(bulksIn(double)).toHaveLength(1)
    const arrived = double.stored.map(idOf)
    for (const list of lists) {
      const ids = list.map(({ id }) => id)
      expect(arrived.filter((id) => ids.includes(id))).toEqual(ids)
    }
  })

  it('never go two at once', async () => {
    const double = await start()
    const { reached } = double.fault({ kind: 'hang' })
    const abort = new AbortController()
    const publisher = daprPublisher({ pubsubName: 'pubsub', endpoint: double.url })
    const outcomes = publisher.publish(keyed('a', 2), abort)
    await reached
    abort.abort(new Error('the time is over'))
    const statuses = (await outcomes).map(({ status }) => status)
    expect(statuses).toEqual(['unknown', 'transient'])
    expect(double.requests).toHaveLength(1)
  })

  it('do not hold those of another key', async () => {
    const double = await start()
    const [held, free] = [eventOf({ key: 'a' }), eventOf({ key: 'b' })]
    double.refuse([held.id])
    await send(double, [held, free])
    expect(double.stored.map(idOf)).toEqual([free.id])
  })
})

const topics = ['a/b', 'a//b', 'a/../b', 'a+b c', 'ü?x#y', 'a..b', '%41', '50%']

describe.each([
  ['over HTTP', ({ url }: DaprDouble) => ({ endpoint: url })],
  ['over a DaprClient', ({ port }: DaprDouble) => ({ client: daprClient({ port }) })],
])('topics and components, %s,', (_way, reach) => {
  it.each(topics)('are named as they are: %s', async (name) => {
    const double = await startDaprDouble({ pubsubs: [{ name: 'pub sub' }] })
    onTestFinished(() => double.stop())
    const publisher = daprPublisher({ pubsubName: 'pub sub', ...reach(double) })
    await publisher.publish([eventOf({ topic: name })], { signal })
    await publisher.publish(eventsOf(2, { topic: name }), { signal })
    expect(double.stored.map(({ topic }) => topic)).toEqual([name, name, name])
  })
})

describe('connections', () => {
  it('are kept, and as many as events are under way at once', async () => {
    const double = await start()
    const publisher = daprPublisher({
      pubsubName: 'pubsub',
      endpoint: double.url,
      bulk: false,
      concurrency: 3,
    })
    for (let round = 0; round < 4; round++) await publisher.publish(eventsOf(9), { signal })
    expect(double.stored).toHaveLength(36)
    expect(double.connections).toBe(3)
    await publisher.close?.()
  })
})
