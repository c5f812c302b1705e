import { fail } from 'node:assert/strict'
import { setImmediate as turn } from 'node:timers/promises'
import type { InboxHarness } from '../inbox-harness.ts'

/** Far more round trips than an answer takes. */
const reads = 500
const defaultPatience = 2_000

/**
 * What a call answers while another transaction stays open. Fails when the store was read so often
 * past it meanwhile, and for so long, that it must be waiting.
 */
export async function withoutWaiting<T>(
  harness: Pick<InboxHarness, 'patience' | 'rows'>,
  call: () => Promise<T>,
): Promise<T> {
  const answer = call()
  let answered = false
  const settle = (): void => void (answered = true)
  answer.then(settle, settle)
  const end = performance.now() + (harness.patience ?? defaultPatience)
  const isPatient = (read: number): boolean => read < reads || performance.now() < end
  for (let read = 0; isPatient(read) && !answered; read++) {
    await harness.rows()
    // A store in memory answers within the turn: the call must get to run, too.
    await turn()
  }
  return answered ? await answer : fail('it waits for a transaction that is open')
}
