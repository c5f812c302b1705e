import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'
import type { DaprCalls } from '../core/dapr-calls.ts'
import { subscribePath } from '../core/topic-routes.ts'
import { hangUpOf } from './hang-up.ts'
import { pathOf } from './node-adapter.ts'
import { unreadBody } from './unread-body.ts'

/** A request of Fastify, as far as it is used here. */
export interface FastifyRequestLike {
  /** In upper case: `POST`. */
  readonly method: string
  /** Node's own request. */
  readonly raw: IncomingMessage
  /** What the content type parser made of the body. */
  readonly body: unknown
}

/** A reply of Fastify, as far as it is used here. */
export interface FastifyReplyLike {
  /** Node's own response, which tells whether the caller has hung up. */
  readonly raw: ServerResponse
  /** Sets the status. */
  code(status: number): this
  /** Sets the content type. */
  type(contentType: string): this
  /** Sends the answer. */
  send(payload: string): this
}

/** A scope of Fastify, as far as it is used here. */
export interface FastifyScopeLike {
  /** Takes the parsers out of this scope only. */
  removeAllContentTypeParsers(): void
  /** Reads the bodies of a content type; `*` stands for all. */
  addContentTypeParser(
    contentType: string,
    parser: (request: unknown, payload: IncomingMessage, done: FastifyParsed) => void,
  ): unknown
  /** Has a path handled, whatever the method. */
  all(
    path: string,
    handler: (request: FastifyRequestLike, reply: FastifyReplyLike) => Promise<unknown>,
  ): unknown
}

/** Is told what a content type parser has made of a body. */
export type FastifyParsed = (error: Error | null, body?: unknown) => void

/** A plugin of Fastify, to be registered without a prefix. */
export type FastifyPlugin = (scope: FastifyScopeLike) => Promise<void>

export function fastifyAdapter(calls: DaprCalls): FastifyPlugin {
  return async (scope) => {
    // Fastify's own parsers know no CloudEvents, and round numbers. Only this scope is without them.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    for (const path of [subscribePath, ...calls.routePrefixes.map((prefix) => `${prefix}/*`)]) {
      scope.all(path, async ({ body: payload, method, raw }, reply) => {
        const hangUp = hangUpOf(reply.raw)
        const { status, body } = await calls.handle({
          method,
          path: pathOf(raw),
          headers: raw.headers,
          body: unreadBody((payload ?? raw) as Readable, undefined),
          signal: hangUp.signal,
        })
        hangUp.answering()
        return reply.code(status).type('application/json').send(JSON.stringify(body))
      })
    }
  }
}
