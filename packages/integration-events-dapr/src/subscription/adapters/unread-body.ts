import type { Readable } from 'node:stream'
import { bodyAlreadyRead } from '../core/request-body.ts'
import type { SubscriptionRequest } from '../core/subscription-request.ts'

/** The body of a request of Node's, or what a parser of raw bodies has made of it. */
export function unreadBody(
  request: Readable,
  parsed: unknown,
): NonNullable<SubscriptionRequest['body']> {
  if (typeof parsed === 'string' || parsed instanceof Uint8Array) return parsed
  if (request.readableDidRead) return bodyAlreadyRead
  return chunksOf(request)
}

/** Who stops early has the rest thrown away: the connection is to live on until the answer, and after. */
async function* chunksOf(request: Readable): AsyncGenerator<Uint8Array> {
  try {
    yield* request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>
  } finally {
    request.resume()
  }
}
