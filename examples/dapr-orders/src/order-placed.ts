import { defineEvent } from 'integration-events'
import { z } from 'zod'

/** What the two services have agreed on. */
export const OrderPlaced = defineEvent('orders.placed', {
  schema: z.object({ orderId: z.string(), total: z.number().int() }),
})
