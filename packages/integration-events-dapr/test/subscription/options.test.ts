import { BusOptionError, createSubscriber, defineEvent } from 'integration-events'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type DaprSubscriptionOptions, daprSubscription } from '../../src/index.ts'

const subscribe = (options: Partial<DaprSubscriptionOptions> = {}, topics = ['a']) => {
  const subscriber = createSubscriber()
  for (const topic of topics) subscriber.on(defineEvent(topic), () => {})
  return daprSubscription(subscriber, { pubsubName: 'pubsub', ...options })
}

afterEach(() => vi.unstubAllEnvs())

describe('the options of the subscription', () => {
  it.each([
    { pubsubName: '' },
    { pubsubName: undefined as never },
    { deadLetterTopic: '' },
    { bulk: true as never },
    { bulk: { maxMessagesCount: 0 } },
    { bulk: { maxAwait: 1 } as never },
    { appApiToken: '' },
    { routePrefix: '' },
    { routePrefix: 'events' },
    { routePrefix: '/events/' },
    { routePrefix: '/..' },
    { maxBodyBytes: 0 },
    { onUndecodable: 'ignore' as never },
    { onUnhandled: false as never },
    { logger: {} as never },
    { topic: 'a' } as never,
  ])('are refused by name where they can not be: %o', (options) => {
    const create = () => subscribe(options as object)
    expect(create).toThrow(BusOptionError)
    expect(create).toThrow(new RegExp(`daprSubscription.${Object.keys(options as object)[0]}`))
  })

  it('want a subscriber beside them', () => {
    expect(() => daprSubscription({} as never, { pubsubName: 'pubsub' })).toThrow(/subscriber/)
  })

  it("take the token of Dapr's environment, if it is set", async () => {
    vi.stubEnv('APP_API_TOKEN', 'secret')
    const call = { method: 'GET', path: '/dapr/subscribe', headers: {} }
    const logger = { debug() {}, info() {}, warn() {}, error() {} }
    expect((await subscribe({ logger }).handle(call)).status).toBe(401)
    const right = { ...call, headers: { 'dapr-api-token': 'secret' } }
    expect((await subscribe().handle(right)).status).toBe(200)
    vi.stubEnv('APP_API_TOKEN', '')
    expect((await subscribe().handle(call)).status).toBe(200)
  })

  it('name a dead letter topic for each topic, but never the topic itself', () => {
    const deadLetters = (options: Partial<DaprSubscriptionOptions>) =>
      subscribe(options, ['a', 'dead'])
        .subscriptions()
        .map(({ deadLetterTopic }) => deadLetterTopic)
    expect(deadLetters({ deadLetterTopic: 'dead' })).toEqual(['dead', undefined])
    expect(deadLetters({ deadLetterTopic: (topic) => `${topic}-dead` })).toEqual([
      'a-dead',
      'dead-dead',
    ])
  })

  it('survive a logger that throws', async () => {
    const broken = () => {
      throw new Error('disk full')
    }
    const logger = { debug: broken, info: broken, warn: broken, error: broken }
    const call = { method: 'POST', path: '/integration-events/a', headers: {}, body: 'no JSON' }
    expect(await subscribe({ logger }).handle(call)).toEqual({
      status: 200,
      body: { status: 'DROP' },
    })
  })
})

describe('the routes of topics', () => {
  const topics = [
    'a.b',
    'a-b',
    'A.B',
    'a/b',
    'a%2Fb',
    'a b',
    'a+b',
    'a?b#c',
    '.',
    '..',
    'ü',
    'x'.repeat(300),
  ]

  it('are one each, survive a URL, and lead back', async () => {
    const delivered: string[] = []
    const subscriber = createSubscriber()
    for (const topic of topics)
      subscriber.on(defineEvent(topic), (event) => delivered.push(event.topic))
    const subscription = daprSubscription(subscriber, { pubsubName: 'pubsub' })
    const routes = subscription.subscriptions().map(({ route }) => route)
    expect(new Set(routes).size).toBe(topics.length)
    for (const route of routes) {
      expect(new URL(route, 'http://app.test').pathname).toBe(route)
      const body = JSON.stringify({ specversion: '1.0', id: '1', source: 's', type: 't' })
      await subscription.handle({ method: 'POST', path: route, headers: {}, body })
    }
    expect(delivered).toEqual(topics)
  })
})
