import { setImmediate } from 'node:timers/promises'

/** Lets everything run that waits neither for time nor for an answer from outside of the process. */
export async function eventLoopTurns(turns = 3): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await setImmediate()
}
