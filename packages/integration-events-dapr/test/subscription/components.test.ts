import { createSubscriber, defineEvent } from 'integration-events'
import { expect, it } from 'vitest'
import { daprSubscription } from '../../src/index.ts'
import { cloudEventText } from './deliveries.ts'

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
