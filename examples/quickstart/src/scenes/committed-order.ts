import type { Scene } from './scene.ts'

export const committedOrder: Scene = async (stage) => {
  const { service, expectations, timeline, committed } = stage
  timeline.scene('An order and its event, in one unit of work')
  const delays: number[] = []
  // Several, of which the fastest counts: a busy machine can delay any single one.
  for (const orderId of ['order-1', 'order-2', 'order-3']) {
    committed.add(orderId)
    await service.placeOrder(orderId, 120)
    const committedAt = Date.now()
    timeline.say('service', `${orderId} committed`)
    if (!(await expectations.arrived('orders.placed', [orderId]))) break
    const receivedAt = expectations.received('orders.placed', orderId)[0]?.at ?? Infinity
    delays.push(Math.max(0, receivedAt - committedAt))
    timeline.say('demo', `the broker had it ${delays.at(-1)} ms after the commit`)
  }
  expectations.note(
    'a committed order is at the broker within milliseconds',
    Math.min(...delays) < 100,
    `${delays.join(', ')} ms`,
  )
}
