import { defineEvent } from 'integration-events'
import { z } from 'zod'

// The contract that the order service shares with whoever consumes its events.

export const OrderPlaced = defineEvent('orders.placed', {
  schema: z.object({ orderId: z.string(), total: z.number() }),
})

export const PaymentRequested = defineEvent('payments.requested', {
  schema: z.object({ orderId: z.string(), amount: z.number() }),
})

export const InvoiceIssued = defineEvent('invoices.issued', {
  schema: z.object({ orderId: z.string(), lines: z.array(z.string()) }),
})
