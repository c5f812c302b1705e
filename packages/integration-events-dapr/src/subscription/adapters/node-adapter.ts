import type { IncomingMessage, ServerResponse } from 'node:http'
import type { DaprCalls } from '../core/dapr-calls.ts'
import { hangUpOf } from './hang-up.ts'
import { unreadBody } from './unread-body.ts'

/** A request listener of `node:http`. */
export type NodeListener = (request: IncomingMessage, response: ServerResponse) => void

export function nodeAdapter(calls: DaprCalls): NodeListener {
  return (request, response) => {
    void answerNode(calls, request, response)
  }
}

/** What Express adds to a request. */
export interface MaybeParsedRequest extends IncomingMessage {
  readonly body?: unknown
  readonly originalUrl?: string
}

/** The path as it was sent, wherever the handler is mounted. */
export function pathOf({ originalUrl, url }: MaybeParsedRequest): string {
  return (originalUrl ?? url ?? '/').split('?', 1)[0] as string
}

export async function answerNode(
  calls: DaprCalls,
  request: MaybeParsedRequest,
  response: ServerResponse,
): Promise<void> {
  const hangUp = hangUpOf(response)
  const { status, body } = await calls.handle({
    method: request.method ?? 'GET',
    path: pathOf(request),
    headers: request.headers,
    body: unreadBody(request, request.body),
    signal: hangUp.signal,
  })
  // A middleware with a time limit, say. A second answer would be an error that nobody could catch.
  if (response.headersSent) return calls.answeredByOthers(pathOf(request))
  hangUp.answering()
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}
