import type { EventOutput, ReceivedEvent } from 'integration-events'
import type { OrderPlaced } from './events.ts'
import type { OrderUnitOfWork } from './unit-of-work.ts'

/**
 * Handles `OrderPlaced`, in a unit of work of its own. Events arrive at least once: an order that
 * has its shipment keeps it.
 */
export async function shipOrder(
  uow: OrderUnitOfWork,
  { id, data: { orderId } }: ReceivedEvent<EventOutput<typeof OrderPlaced>>,
): Promise<void> {
  await uow.run(async (tx) => {
    await tx.shipment.upsert({ where: { orderId }, create: { id, orderId }, update: {} })
    await tx.order.update({ where: { id: orderId }, data: { status: 'shipping' } })
  })
}
