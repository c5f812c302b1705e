import type { ServerResponse } from 'node:http'

/** Whether anybody waits for our answer: not once the caller has hung up, or was answered by something else. */
export interface HangUp {
  /** Aborted when nobody waits any more. */
  readonly signal: AbortSignal
  /** Our answer is about to be sent: handlers are done, and what comes now concerns none. */
  answering(): void
}

export function hangUpOf(response: ServerResponse): HangUp {
  const controller = new AbortController()
  let isAnswered = false
  response.once('close', () => {
    if (!isAnswered) controller.abort()
  })
  return {
    signal: controller.signal,
    answering: () => {
      isAnswered = true
    },
  }
}
