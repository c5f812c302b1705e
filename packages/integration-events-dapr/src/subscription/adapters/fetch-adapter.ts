import { bodyAlreadyRead } from '../core/request-body.ts'
import type { DaprCalls } from '../core/dapr-calls.ts'

/** Answers a Web `Request`. */
export type FetchHandler = (request: Request) => Promise<Response>

export function fetchAdapter(calls: DaprCalls): FetchHandler {
  return async (request) => {
    const { status, body } = await calls.handle({
      method: request.method,
      path: new URL(request.url).pathname,
      headers: Object.fromEntries(request.headers),
      body: request.bodyUsed ? bodyAlreadyRead : request.body,
      signal: request.signal,
    })
    return Response.json(body, { status })
  }
}
