import { defineEvent } from 'integration-events'
import { z } from 'zod'

// The contract with whoever consumes the events, in this service or in others.

export const OrderPlaced = defineEvent('orders.placed', {
  schema: z.object({ orderId: z.string(), customer: z.string(), total: z.int() }),
})
