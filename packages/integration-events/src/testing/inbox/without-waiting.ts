import { fail } from 'node:assert/strict'
import type { InboxHarness } from '../inbox-harness.ts'

/** Far more round trips than an answer takes, and soon made. */
const reads = 500

/**
 * What a call answers while another transaction stays open. Fails when the store was read so often
 * past it meanwhile that it must be waiting: counted, not timed, so that a slow machine changes nothing.
 */
export async function withoutWaiting<T>(
  harness: Pick<InboxHarness, 'rows'>,
  call: () => Promise<T>,
): Promise<T> {
  const answer = call()
  let answered = false
  const settle = (): void => void (answered = true)
  answer.then(settle, settle)
  for (let read = 0; read < reads && !answered; read++) await harness.rows()
  return answered ? await answer : fail('it waits for a transaction that is open')
}
