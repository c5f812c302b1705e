import {
  createSubscriber,
  defineEvent,
  type ReceivedEvent,
  type Subscriber,
} from 'integration-events'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type DaprSubscription, daprSubscription } from '../../src/index.ts'
import { bulkText, cloudEventText, deliver, keptLogger } from './deliveries.ts'
import { frameworks, type RunningServer } from './served.ts'

const OrderPlaced = defineEvent('orders.placed', {
  schema: z.object({ orderId: z.string(), total: z.number() }),
})
const Anything = defineEvent<unknown>('any/thing ü')

const order = '{"orderId":"42","total":99}'

describe.each(frameworks)('a subscription served by $name', (framework) => {
  let subscriber: Subscriber
  let subscription: DaprSubscription
  let server: RunningServer
  let logger: ReturnType<typeof keptLogger>
  let received: ReceivedEvent[]
  let handle: (event: ReceivedEvent) => unknown

  const route = (topic: string): string =>
    `${server.url}/integration-events/${encodeURIComponent(topic)}`
  const deliverOrder = (body: string, headers?: Record<string, string>) =>
    deliver(route('orders.placed'), body, headers)
  const start = async (options = {}): Promise<void> => {
    subscription = daprSubscription(subscriber, { pubsubName: 'pubsub', logger, ...options })
    server = await framework.start(subscription)
  }

  beforeEach(() => {
    logger = keptLogger()
    received = []
    handle = (event) => received.push(event)
    subscriber = createSubscriber()
      .on(OrderPlaced, { consumer: 'billing' }, (event) => handle(event))
      .on(Anything, (event) => handle(event))
  })
  afterEach(() => server.stop())

  it('tells Dapr of its topics', async () => {
    await start({ deadLetterTopic: 'dead', bulk: { maxMessagesCount: 10 } })
    const response = await fetch(`${server.url}/dapr/subscribe`)
    expect(response.status).toBe(200)
    const rest = {
      deadLetterTopic: 'dead',
      bulkSubscribe: { enabled: true, maxMessagesCount: 10 },
    }
    expect(await response.json()).toEqual([
      {
        pubsubname: 'pubsub',
        topic: 'orders.placed',
        route: '/integration-events/orders.placed',
        ...rest,
      },
      {
        pubsubname: 'pubsub',
        topic: 'any/thing ü',
        route: '/integration-events/any%2Fthing%20%C3%BC',
        ...rest,
      },
    ])
    expect(subscription.subscriptions()).toHaveLength(2)
  })

  it('gives a handler the whole event, and acknowledges it', async () => {
    await start()
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
    const trace = { traceparent, traceid: traceparent, tracestate: 'a=1', tenant: 'acme' }
    const body = cloudEventText(order, { ...trace, partitionkey: 'k', type: 'placed' })
    expect(await deliverOrder(body)).toEqual({ status: 200, body: { status: 'SUCCESS' } })
    expect(received).toEqual([
      {
        id: 'event-1',
        topic: 'orders.placed',
        type: 'placed',
        source: 'shop',
        time: new Date('2026-03-04T05:06:07.089Z'),
        key: 'k',
        headers: { traceparent, tracestate: 'a=1', tenant: 'acme' },
        data: { orderId: '42', total: 99 },
      },
    ])
    expect(subscription.stats()).toMatchObject({ succeeded: 1, retried: 0, dropped: 0 })
  })

  it('never acknowledges for a handler that throws', { timeout: 5_000 }, async () => {
    await start()
    handle = () => {
      throw new Error('no database')
    }
    expect(await deliverOrder(cloudEventText(order))).toEqual({
      status: 200,
      body: { status: 'RETRY' },
    })
    expect(logger.lines).toEqual(['warn: a handler failed, and Dapr is told to try again'])
    expect(subscription.stats()).toMatchObject({ succeeded: 0, retried: 1 })
  })

  it('drops data that do not fit the schema, with one line', { timeout: 5_000 }, async () => {
    await start()
    expect(await deliverOrder(cloudEventText('{"orderId":42}'))).toEqual({
      status: 200,
      body: { status: 'DROP' },
    })
    expect(received).toEqual([])
    expect(logger.lines).toEqual(['error: an event can not be handled, and is dropped'])
    expect(subscription.stats()).toMatchObject({ dropped: 1, retried: 0 })
  })

  it(
    'answers for a topic without a handler by its policy, and never 404',
    { timeout: 5_000 },
    async () => {
      await start()
      const drop = await deliver(route('orders.gone'), cloudEventText(order))
      expect(drop).toEqual({ status: 200, body: { status: 'DROP' } })
      expect(logger.lines).toEqual(['error: an event has no handler: DROP'])
      expect(subscription.stats()).toMatchObject({ unhandled: 1, dropped: 1 })
      await server.stop()
      await start({ onUnhandled: 'retry' })
      const retry = await deliver(route('orders.gone'), cloudEventText(order))
      expect(retry).toEqual({ status: 200, body: { status: 'RETRY' } })
    },
  )

  it.each(['', 'no JSON', '[]', '{"id":"1"}', 'null'])(
    'answers for the body %j by its policy',
    async (body) => {
      await start()
      expect(await deliverOrder(body)).toEqual({ status: 200, body: { status: 'DROP' } })
      expect(subscription.stats()).toMatchObject({ undecodable: 1, dropped: 1 })
      await server.stop()
      await start({ onUndecodable: 'retry' })
      expect(await deliverOrder(body)).toEqual({ status: 200, body: { status: 'RETRY' } })
    },
  )

  it('keeps every digit of a big integer', { timeout: 5_000 }, async () => {
    const texts: string[] = []
    const handleEvent = subscriber.handle.bind(subscriber)
    subscriber.handle = (event, options) => {
      texts.push(event.data)
      return handleEvent(event, options)
    }
    await start()
    const data = '{ "id": 12345678901234567890, "share": 0.10000000000000000555 }'
    await deliver(route('any/thing ü'), cloudEventText(data))
    expect(texts).toEqual([data])
  })

  it('keeps text of any language, in the data and in the topic', async () => {
    await start()
    const data = JSON.stringify({ text: 'Größe 漢字 🎈 "\\"}' })
    const answer = await deliver(route('any/thing ü'), cloudEventText(data, { tenant: 'Köln' }))
    expect(answer.body).toEqual({ status: 'SUCCESS' })
    expect(received).toMatchObject([
      { topic: 'any/thing ü', data: JSON.parse(data) as object, headers: { tenant: 'Köln' } },
    ])
  })

  it(
    'wants the token on every route, and lets only the right one in',
    { timeout: 5_000 },
    async () => {
      await start({ appApiToken: 'secret' })
      const event = cloudEventText(order)
      expect(await deliverOrder(event)).toMatchObject({ status: 401 })
      expect(await deliverOrder(event, { 'dapr-api-token': 'secreT' })).toMatchObject({
        status: 401,
      })
      expect(await deliverOrder(event, { 'dapr-api-token': 'secret1' })).toMatchObject({
        status: 401,
      })
      expect((await fetch(`${server.url}/dapr/subscribe`)).status).toBe(401)
      expect(received).toEqual([])
      expect(await deliverOrder(event, { 'dapr-api-token': 'secret' })).toMatchObject({
        status: 200,
      })
      expect(subscription.stats()).toMatchObject({ succeeded: 1, unauthorized: 4 })
    },
  )

  it('gives each event of a bulk its own status', { timeout: 5_000 }, async () => {
    await start({ bulk: {} })
    handle = (event) => {
      if (event.id === 'throws') throw new Error('no database')
      received.push(event)
    }
    const body = bulkText([
      cloudEventText(order, { id: 'first' }),
      '"no base64!"',
      cloudEventText(order, { id: 'throws' }),
      cloudEventText('{"orderId":42}', { id: 'misfit' }),
      cloudEventText(order, { id: 'last' }),
    ])
    expect(await deliverOrder(body, { 'content-type': 'application/json' })).toEqual({
      status: 200,
      body: {
        statuses: [
          { entryId: 'entry-0', status: 'SUCCESS' },
          { entryId: 'entry-1', status: 'DROP' },
          { entryId: 'entry-2', status: 'RETRY' },
          { entryId: 'entry-3', status: 'DROP' },
          { entryId: 'entry-4', status: 'SUCCESS' },
        ],
      },
    })
    expect(received.map(({ id }) => id)).toEqual(['first', 'last'])
    expect(subscription.stats()).toMatchObject({ succeeded: 2, retried: 1, dropped: 2 })
  })

  it(
    'runs all handlers of an event, and tries again if one of them failed',
    { timeout: 5_000 },
    async () => {
      const audited: string[] = []
      subscriber.on(OrderPlaced, { consumer: 'audit' }, (event) => audited.push(event.id))
      await start()
      handle = () => {
        throw new Error('no database')
      }
      expect(await deliverOrder(cloudEventText(order))).toMatchObject({ body: { status: 'RETRY' } })
      expect(audited).toEqual(['event-1'])
      handle = (event) => received.push(event)
      expect(await deliverOrder(cloudEventText(order))).toMatchObject({
        body: { status: 'SUCCESS' },
      })
      expect(audited).toEqual(['event-1', 'event-1'])
    },
  )

  it.each(['..', 'a+b', 'a%2Fb', 'a?b#c', 'x'.repeat(300)])(
    'serves the topic %s',
    async (topic) => {
      subscriber.on(defineEvent(topic), (event) => handle(event))
      await start()
      const path = subscription.subscriptions().at(-1)?.route
      expect(await deliver(`${server.url}${path}`, cloudEventText('1'))).toMatchObject({
        status: 200,
      })
      expect(received).toMatchObject([{ topic }])
    },
  )

  it('takes an event of 1.5 MB', async () => {
    await start()
    const text = 'ü"\\'.repeat(300_000)
    const answer = await deliver(route('any/thing ü'), cloudEventText(JSON.stringify(text)))
    expect(answer).toEqual({ status: 200, body: { status: 'SUCCESS' } })
    expect(received[0]?.data).toBe(text)
  })

  it('has Dapr try again what is longer than allowed', async () => {
    await start({ maxBodyBytes: 1_000 })
    const answer = await deliverOrder(cloudEventText(JSON.stringify('x'.repeat(500_000))))
    expect(answer).toMatchObject({ status: 413 })
    expect(await deliverOrder(cloudEventText(order))).toMatchObject({ status: 200 })
  })

  it('takes no other method, and leaves other routes alone', async () => {
    await start()
    expect((await fetch(route('orders.placed'))).status).toBe(405)
    expect((await fetch(`${server.url}/dapr/subscribe`, { method: 'POST' })).status).toBe(405)
    expect((await fetch(`${server.url}/integration-event/x`, { method: 'POST' })).status).toBe(404)
    if (framework.name === 'node:http') return
    const own = await deliver(`${server.url}/own`, '{"a":1}', {
      'content-type': 'application/json',
    })
    expect(own).toEqual({ status: 200, body: { body: { a: 1 } } })
  })
})
