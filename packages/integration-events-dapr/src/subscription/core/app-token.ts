import { createHash, timingSafeEqual } from 'node:crypto'
import type { SubscriptionRequest } from './subscription-request.ts'

/** Whether the call has the token, in a time that says nothing about how much of it was right. */
export function hasToken({ headers }: SubscriptionRequest, expected: string | undefined): boolean {
  if (expected === undefined) return true
  const given = headers['dapr-api-token']
  // Hashed, since only what is equally long can be compared.
  return typeof given === 'string' && timingSafeEqual(hash(given), hash(expected))
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
