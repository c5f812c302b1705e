import {
  BusOptionError,
  createSubscriber,
  defineEvent,
  SubscriptionError,
} from 'integration-events'
import { afterEach, describe, expect, it } from 'vitest'
import { daprSubscription, type DaprSubscription, joinDaprSubscriptions } from '../../src/index.ts'
import { cloudEventText, deliver, keptLogger } from './deliveries.ts'
import { frameworks, type RunningServer } from './served.ts'

const Placed = defineEvent('orders.placed')
const Paid = defineEvent('orders.paid')

it('a component has only the handlers that are for it, or for whichever', async () => {
  const called: string[] = []
  const subscriber = createSubscriber()
    .on(Placed, { consumer: 'mine', pubsubName: 'mine' }, () => void called.push('mine'))
    .on(Placed, { consumer: 'theirs', pubsubName: 'theirs' }, () => void called.push('theirs'))
    .on(Placed, { consumer: 'whose' }, () => void called.push('whichever'))
    .on(Paid, { pubsubName: 'theirs' }, () => {})
  const mine = daprSubscription(subscriber, { pubsubName: 'mine' })
  const theirs = daprSubscription(subscriber, { pubsubName: 'theirs', routePrefix: '/theirs' })
  expect(mine.subscriptions().map(({ topic }) => topic)).toEqual(['orders.placed'])
  expect(theirs.subscriptions().map(({ topic }) => topic)).toEqual(['orders.placed', 'orders.paid'])
  const { body } = await mine.handle({
    method: 'POST',
    path: '/integration-events/orders.placed',
    headers: {},
    body: cloudEventText('{}'),
  })
  expect(body).toEqual({ status: 'SUCCESS' })
  expect(called).toEqual(['mine', 'whichever'])
})

const of = (pubsubName: string, routePrefix?: string, appApiToken?: string): DaprSubscription =>
  daprSubscription(createSubscriber(), {
    pubsubName,
    ...(routePrefix === undefined ? {} : { routePrefix }),
    ...(appApiToken === undefined ? {} : { appApiToken }),
  })

let server: RunningServer | undefined

afterEach(async () => {
  await server?.stop()
  server = undefined
})

describe.each(frameworks)('the subscriptions of two components, joined on $name,', (framework) => {
  it('are told of together, and have each its own deliveries', async () => {
    const called: string[] = []
    const subscriber = createSubscriber()
      .on(Placed, { consumer: 'mine', pubsubName: 'mine' }, () => void called.push('mine'))
      .on(Placed, { consumer: 'theirs', pubsubName: 'theirs' }, () => void called.push('theirs'))
    const joined = joinDaprSubscriptions(
      daprSubscription(subscriber, { pubsubName: 'mine' }),
      daprSubscription(subscriber, { pubsubName: 'theirs', routePrefix: '/theirs' }),
    )
    server = await framework.start(joined)
    const { url } = server
    const told = await fetch(`${url}/dapr/subscribe`)
    expect(await told.json()).toMatchObject([{ pubsubname: 'mine' }, { pubsubname: 'theirs' }])
    for (const prefix of ['/theirs', '/integration-events']) {
      const answer = await deliver(`${url}${prefix}/orders.placed`, cloudEventText('{}'))
      expect(answer).toEqual({ status: 200, body: { status: 'SUCCESS' } })
    }
    expect(called).toEqual(['theirs', 'mine'])
    expect(joined.stats()).toMatchObject({ succeeded: 2, retried: 0 })
  })
})

describe('joined subscriptions', () => {
  it('tell nobody without the token of the first', async () => {
    const joined = joinDaprSubscriptions(of('a', '/a', 'secret'), of('b', '/b'))
    const request = { method: 'GET', path: '/dapr/subscribe', headers: {} }
    expect((await joined.handle(request)).status).toBe(401)
    const headers = { 'dapr-api-token': 'secret' }
    expect(await joined.handle({ ...request, headers })).toEqual({ status: 200, body: [] })
    expect(joined.stats().unauthorized).toBe(1)
  })

  it('answer 404 where a path is of none of them', async () => {
    const joined = joinDaprSubscriptions(of('a', '/a'), of('b', '/b'))
    expect(await joined.handle({ method: 'POST', path: '/c/orders', headers: {} })).toMatchObject({
      status: 404,
    })
  })

  it('can not both have a topic of one component', async () => {
    const logger = keptLogger()
    const subscriber = createSubscriber().on(Placed, () => {})
    const joined = joinDaprSubscriptions(
      daprSubscription(subscriber, { pubsubName: 'a', logger }),
      daprSubscription(
        createSubscriber().on(Placed, () => {}),
        {
          pubsubName: 'a',
          routePrefix: '/b',
        },
      ),
    )
    expect(() => joined.subscriptions()).toThrow(SubscriptionError)
    const request = { method: 'GET', path: '/dapr/subscribe', headers: {} }
    expect(await joined.handle(request)).toMatchObject({ status: 500 })
    expect(logger.lines).toEqual(['error: a call of Dapr failed'])
  })

  it('can be joined again', () => {
    const joined = joinDaprSubscriptions(of('a', '/a'), of('b', '/b'))
    expect(() => joinDaprSubscriptions(joined, of('c', '/b'))).toThrow(/another one has '\/b'/)
    expect(joinDaprSubscriptions(joined, of('c', '/c')).subscriptions()).toEqual([])
  })

  it.each([
    [undefined, undefined],
    ['/events', '/events'],
    ['/events', '/events/legacy'],
    ['/events/legacy', '/events'],
  ])('must not share their routes: %s and %s', (one, other) => {
    expect(() => joinDaprSubscriptions(of('a', one), of('b', other))).toThrow(BusOptionError)
  })

  it('may have routes that only look alike', () => {
    expect(() => joinDaprSubscriptions(of('a', '/events'), of('b', '/events-2'))).not.toThrow()
  })

  it('must be what daprSubscription has made', () => {
    expect(() => joinDaprSubscriptions(of('a'), {} as never)).toThrow(BusOptionError)
  })
})
