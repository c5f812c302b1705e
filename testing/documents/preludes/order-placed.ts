import { defineEvent } from 'integration-events'
import { z } from 'zod'

/** The event of which most documents speak. */
export const OrderPlaced = defineEvent('orders.placed', {
  schema: z.object({ orderId: z.string(), total: z.number() }),
})
