import type { Scene } from './scene.ts'

export const committedOrder: Scene = async (stage) => {
  const { service, expectations, timeline, committed } = stage
  timeline.scene('An order and its event, in one unit of work')
  // The first order opens connections on the way; the second one shows the usual time.
  for (const orderId of ['order-1', 'order-2']) {
    committed.add(orderId)
    await service.placeOrder(orderId, 120)
    const committedAt = Date.now()
    timeline.say('service', `${orderId} committed`)
    const arrived = await expectations.arrived('orders.placed', [orderId])
    if (orderId === 'order-1') continue
    const receivedAt = expectations.received('orders.placed', orderId)[0]?.at ?? Infinity
    const milliseconds = Math.max(0, receivedAt - committedAt)
    timeline.say('demo', `the broker had it ${milliseconds} ms after the commit`)
    expectations.note(
      'a committed order is at the broker within milliseconds',
      arrived && milliseconds < 100,
      `${milliseconds} ms`,
    )
  }
}
