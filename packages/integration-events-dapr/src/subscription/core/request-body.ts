import { DaprBodyAlreadyReadError } from '../../errors/index.ts'
import type { SubscriptionRequest } from './subscription-request.ts'

/** The whole body; undefined when it is longer than `maxBytes`. */
export async function readBody(
  { body }: SubscriptionRequest,
  maxBytes: number,
): Promise<Uint8Array | undefined> {
  if (body === undefined || body === null) return new Uint8Array()
  if (typeof body === 'string' || body instanceof Uint8Array) {
    const bytes = Buffer.from(body as string)
    return bytes.byteLength > maxBytes ? undefined : bytes
  }
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body) {
    length += chunk.byteLength
    if (length > maxBytes) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Stands for a body that somebody else has read: taking it for an empty one would lose the event. */
export const bodyAlreadyRead: AsyncIterable<never> = {
  [Symbol.asyncIterator]() {
    throw new DaprBodyAlreadyReadError()
  },
}
