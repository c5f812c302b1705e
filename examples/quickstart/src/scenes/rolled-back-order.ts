import type { Scene } from './scene.ts'

export const rolledBackOrder: Scene = async (stage) => {
  const { service, expectations, timeline, committed } = stage
  timeline.scene('A rollback takes its events with it')

  await service.uow
    .run(async (tx) => {
      await service.recordOrder(tx, 'order-rolled-back', 80)
      throw new Error('the card was declined')
    })
    .catch((error: Error) => timeline.say('service', `order-rolled-back: ${error.message}`))

  committed.add('order-4')
  await service.uow.run(async (tx) => {
    await service.recordOrder(tx, 'order-4', 60)
    await service.uow
      .run(async (nested) => {
        await service.recordOrder(nested, 'order-nested', 5)
        throw new Error('the gift card is void')
      })
      .catch((error: Error) => timeline.say('service', `nested order-nested: ${error.message}`))
  })
  timeline.say('service', 'order-4 committed, without its nested part')
  const arrived = await expectations.arrived('orders.placed', ['order-4'])

  const rows = await service.db.selectFrom('orders').select('id').execute()
  const ids = new Set(rows.map(({ id }) => id))
  expectations.note(
    'a rolled-back order sends nothing and leaves no row',
    expectations.received('orders.placed', 'order-rolled-back').length === 0 &&
      !ids.has('order-rolled-back'),
  )
  expectations.note(
    'a rolled-back nested frame sends nothing, the frame around it does',
    arrived &&
      expectations.received('orders.placed', 'order-nested').length === 0 &&
      !ids.has('order-nested'),
  )
}
