import type { ServerResponse } from 'node:http'

/** Aborted when the connection closes before the answer is through. */
export function hangUpSignal(response: ServerResponse): AbortSignal {
  const controller = new AbortController()
  response.once('close', () => {
    if (!response.writableFinished) controller.abort()
  })
  return controller.signal
}
