import { once } from 'node:events'
import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http'
import { eventually } from 'testing-databases'
import type { TestedSidecar } from '../src/sidecar-kinds.ts'
import type { StoredMessage } from '../src/stored-message.ts'

export interface Call {
  /** Default POST. */
  readonly method?: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
}

export interface CallAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** Calls a sidecar on a connection of its own. @throws the error of a connection that breaks. */
export async function call(
  { url }: { readonly url: string },
  { body = '', headers = {}, method = 'POST', path }: Call,
): Promise<CallAnswer> {
  const sent = request(url, { method, path, headers, agent: false }).end(body)
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk as Buffer)
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    body: Buffer.concat(chunks).toString('utf8'),
  }
}

/** What a call that is answered with 204 stores, which is this much. */
export async function storedBy(
  sidecar: TestedSidecar,
  request: Call,
  count = 1,
): Promise<readonly StoredMessage[]> {
  const before = sidecar.stored.length
  const { body, status } = await call(sidecar, request)
  if (status !== 204) throw new Error(`answered with ${status}: ${body}`)
  await eventually(() => sidecar.stored.length >= before + count)
  return sidecar.stored.slice(before)
}

/** The only event that a call stores, parsed. */
export async function eventBy(
  sidecar: TestedSidecar,
  request: Call,
): Promise<Readonly<Record<string, unknown>>> {
  const [message] = await storedBy(sidecar, request)
  return JSON.parse(message!.event) as Record<string, unknown>
}

/** The status, the code and the reason of an error, without the wording of Go's decoder. */
export function errorIn({ body, status }: CallAnswer): readonly unknown[] {
  const { details, errorCode } = JSON.parse(body) as {
    errorCode: string
    details: { reason?: string }[]
  }
  return [status, errorCode, details.map(({ reason = '' }) => reason).join('')]
}

export const cloudEvent = { 'content-type': 'application/cloudevents+json' }
export const json = { 'content-type': 'application/json' }
