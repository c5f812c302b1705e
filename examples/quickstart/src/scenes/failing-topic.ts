import { OrderPlaced, PaymentRequested } from '../events.ts'
import type { Scene } from './scene.ts'

export const failingTopic: Scene = async (stage) => {
  const { service, broker, expectations, timeline, committed } = stage
  timeline.scene('One topic fails: retried from memory (3 × 250 ms), then from the event log (1 s)')
  await broker.misbehave({ failures: { 'payments.requested': 4 } })
  timeline.say('demo', 'the broker fails the next 4 calls about payments.requested')

  committed.add('order-5')
  await service.uow.run(async (tx) => {
    await tx.insertInto('orders').values({ id: 'order-5', total: 40 }).execute()
    await service.bus.publish(PaymentRequested, { orderId: 'order-5', amount: 40 })
    await service.bus.publish(OrderPlaced, { orderId: 'order-5', total: 40 })
  })
  timeline.say('service', 'order-5 committed, with two events')
  const otherTopic = await expectations.arrived('orders.placed', ['order-5'])
  const undisturbed = expectations.received('payments.requested', 'order-5').length === 0
  const arrived = await expectations.arrived('payments.requested', ['order-5'])
  expectations.note(
    'a failing topic is retried until it works, and holds up no other topic',
    otherTopic && undisturbed && arrived,
    '1 send, 3 local retries, then the event log',
  )
}
