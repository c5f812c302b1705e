import { once } from 'node:events'
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { eventually } from 'testing-databases'
import { readBody } from '../src/read-body.ts'

/** A call of the sidecar's. */
export interface AppCall {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export type Reply = (response: ServerResponse, call: AppCall) => void | Promise<void>

/** An application whose answers a test decides. */
export interface TestApplication extends AsyncDisposable {
  readonly port: number
  readonly calls: readonly AppCall[]
  /** Every delivery whose body has this text. */
  callsWith(text: string): readonly AppCall[]
  /** Once there are so many of them. */
  receives(text: string, count?: number): Promise<readonly AppCall[]>
  /** How deliveries whose body has this text are answered, one after the other; the last one stays. */
  answer(text: string, ...replies: readonly Reply[]): void
}

/** Answers with a status and a body. */
export const reply =
  (status: number, body = ''): Reply =>
  (response) =>
    void response.writeHead(status).end(body)

/** Answers with one of Dapr's statuses. */
export const status = (name: string): Reply => reply(200, JSON.stringify({ status: name }))

/** Answers nothing, and breaks the connection. */
export const cut: Reply = (response) => void response.destroy()

export async function startApplication(
  subscriptions: readonly object[] | Reply,
): Promise<TestApplication> {
  const calls: AppCall[] = []
  const announce =
    typeof subscriptions === 'function' ? subscriptions : reply(200, JSON.stringify(subscriptions))
  const scripts = new Map<string, Reply[]>()
  const replyTo = ({ body, path }: AppCall): Reply => {
    if (path === '/dapr/subscribe') return announce
    if (path.startsWith('/dapr/')) return reply(404)
    const [, replies = []] = [...scripts].find(([text]) => body.includes(text)) ?? []
    return (replies.length > 1 ? replies.shift() : replies[0]) ?? reply(200)
  }
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request).catch(() => undefined)
    if (body === undefined) return
    const { headers, method = '', url: path = '' } = request
    const call = { method, path, headers, body: body.toString('utf8') }
    calls.push(call)
    await replyTo(call)(response, call)
  }
  const server = createServer((request, response) => void serve(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const callsWith = (text: string): readonly AppCall[] =>
    calls.filter(({ body }) => body.includes(text))
  return {
    port: (server.address() as AddressInfo).port,
    calls,
    callsWith,
    async receives(text, count = 1) {
      await eventually(() => callsWith(text).length >= count)
      return callsWith(text)
    },
    answer: (text, ...replies) => void scripts.set(text, [...replies]),
    async [Symbol.asyncDispose]() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
