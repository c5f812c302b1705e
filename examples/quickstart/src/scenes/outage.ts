import type { Scene } from './scene.ts'

export const outage: Scene = async (stage) => {
  const { service, broker, expectations, timeline, committed } = stage
  timeline.scene('The whole broker is gone: the circuit opens, nothing is lost')
  // Not while a call is open: its answer would be lost, and the event rightly sent again.
  const open = async (): Promise<number> => (await service.bus.stats()).inProgress
  while ((await open()) > 0) await new Promise((resolve) => setTimeout(resolve, 5))
  await broker.kill()
  timeline.say('demo', 'broker process killed')

  const orderIds = Array.from({ length: 8 }, (_, index) => `order-outage-${index + 1}`)
  for (const orderId of orderIds) {
    committed.add(orderId)
    await service.placeOrder(orderId, 10)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  timeline.say('service', `${orderIds.length} orders committed while the broker is down`)
  const silence = orderIds.every((id) => expectations.received('orders.placed', id).length === 0)

  await broker.restart()
  timeline.say('demo', 'broker process started again')
  const arrived = await expectations.arrived('orders.placed', orderIds)
  expectations.note(
    'orders placed during an outage arrive after it',
    silence && arrived,
    `${orderIds.length} orders`,
  )
}
