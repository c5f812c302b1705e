// Events and handlers as classes, for those who come from MASA or Nest. It compiles with decorators of
// the standard, and with TypeScript's experimentalDecorators (tsconfig.legacy.json).
import { createSubscriber } from 'integration-events'
import { daprSubscription } from 'integration-events-dapr'
import { DemoHandlers } from './demo-handlers.ts'

const handlers = new DemoHandlers()
const subscriber = createSubscriber().register(handlers)
const subscription = daprSubscription(subscriber, { pubsubName: 'pubsub' })

// What Dapr asks an application when it starts, and what it then delivers.
const [announced] = subscription.subscriptions()
console.log(`subscribed to ${announced?.topic} at ${announced?.route}`)

const { body } = await subscription.handle({
  method: 'POST',
  path: announced?.route ?? '',
  headers: {},
  body: JSON.stringify({
    specversion: '1.0',
    id: 'event-1',
    type: 'DemoIntegrationEvent',
    source: 'shop',
    data: { orderId: 'order-1' },
  }),
})
console.log(handlers.handled.join(', '))
console.log(JSON.stringify(body))
