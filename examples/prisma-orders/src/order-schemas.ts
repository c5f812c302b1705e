import { z } from 'zod'

/** The caller's own id makes the request repeatable: once it was carried out, it answers 409. */
const orderId = z.string().regex(/^[\w-]{1,64}$/)

export const orderParameters = z.object({ id: orderId })

export const orderBody = z.object({
  id: orderId.optional(),
  // PostgreSQL stores no NUL, and nobody's name has a line break.
  customer: z
    .string()
    .max(200)
    .regex(/^[^\p{Cc}]+$/u),
  /** In cents; the column holds 32 bits. */
  total: z.int32().positive(),
})
