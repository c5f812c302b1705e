import { createSubscriber, defineEvent, type Subscriber } from 'integration-events'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  type DaprSubscription,
  daprSubscription,
  type SubscriptionRequest,
} from '../../src/index.ts'
import { bulkText, cloudEventText, keptLogger } from './deliveries.ts'

const OrderPlaced = defineEvent('orders.placed')

let received: string[]
let subscriber: Subscriber
let subscription: DaprSubscription

beforeEach(() => {
  received = []
  subscriber = createSubscriber().on(OrderPlaced, ({ id }) => received.push(id))
  subscription = daprSubscription(subscriber, { pubsubName: 'pubsub', logger: keptLogger() })
})

const deliverBulk = async (body: string, request: Partial<SubscriptionRequest> = {}) => {
  const path = '/integration-events/orders.placed'
  return await subscription.handle({ method: 'POST', path, headers: {}, body, ...request })
}
const statuses = (...names: string[]) => ({
  status: 200,
  body: { statuses: names.map((status, index) => ({ entryId: `entry-${index}`, status })) },
})
const event = (id: string): string => cloudEventText('1', { id })

describe('a bulk', () => {
  it('has events as objects, and as base64 of their text', async () => {
    const base64 = JSON.stringify(btoa(event('second')))
    const answer = await deliverBulk(bulkText([event('first'), base64]))
    expect(answer).toEqual(statuses('SUCCESS', 'SUCCESS'))
    expect(received).toEqual(['first', 'second'])
  })

  it.each(['null', '1', '"bm8="', '{}', '[]'])(
    'has its own status for the event %s',
    async (bad) => {
      const answer = await deliverBulk(bulkText([bad, event('good')]))
      expect(answer).toEqual(statuses('DROP', 'SUCCESS'))
    },
  )

  it.each(['null', '1', '{}', '{"entryId":1}'])(
    'has no status, which is to say RETRY, for the entry %s',
    async (bad) => {
      const answer = await deliverBulk(bulkText([event('good')]).replace(']}', `,${bad}]}`))
      expect(answer).toEqual(statuses('SUCCESS'))
      expect(subscription.stats()).toMatchObject({ undecodable: 1, retried: 1, dropped: 0 })
    },
  )

  it('may have no entries', async () => {
    expect(await deliverBulk(bulkText([]))).toEqual(statuses())
  })

  it('has the rest tried again once the caller has hung up', async () => {
    const caller = new AbortController()
    subscriber.on(OrderPlaced, { consumer: 'last' }, () => caller.abort())
    const answer = await deliverBulk(bulkText([event('first'), event('second')]), {
      signal: caller.signal,
    })
    expect(answer).toEqual(statuses('SUCCESS', 'RETRY'))
    expect(received).toEqual(['first'])
  })

  it('is no event whose data look like one', async () => {
    const look = { entries: [{ entryId: '1' }] }
    expect(await deliverBulk(cloudEventText('1', look))).toEqual({
      status: 200,
      body: { status: 'SUCCESS' },
    })
  })
})

describe('a subscriber that rejects', () => {
  it('has the event tried again', async () => {
    subscriber.handle = () => Promise.reject(new Error('bug'))
    expect(await deliverBulk(event('first'))).toEqual({ status: 200, body: { status: 'RETRY' } })
    expect(await deliverBulk(bulkText([event('first')]))).toEqual(statuses('RETRY'))
  })
})
