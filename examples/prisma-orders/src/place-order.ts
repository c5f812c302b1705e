import { databaseFailure } from 'uow'
import { OrderPlaced } from './events.ts'
import type { OrderService } from './order-service.ts'

export interface NewOrder {
  readonly id: string
  readonly customer: string
  /** In cents. */
  readonly total: number
}

/** There is an order of this id already, whoever placed it. */
export class OrderExistsError extends Error {
  override readonly name = 'OrderExistsError'

  constructor(id: string, options: ErrorOptions) {
    super(`There is an order '${id}' already.`, options)
  }
}

/**
 * Writes an order and publishes its event in one unit of work: both happen, or neither.
 *
 * @throws OrderExistsError
 */
export async function placeOrder({ uow, bus }: OrderService, order: NewOrder): Promise<void> {
  const { id, customer, total } = order
  await uow.run(async (tx) => {
    try {
      await tx.order.create({ data: { id, customer, total } })
    } catch (error) {
      if (databaseFailure(error).kind !== 'constraint') throw error
      throw new OrderExistsError(id, { cause: error })
    }
    await bus.publish(OrderPlaced, { orderId: id, customer, total })
  })
}
