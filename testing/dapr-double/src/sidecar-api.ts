import type { IncomingHttpHeaders } from 'node:http'
import { type Answer, noContent, plainText } from './answer.ts'
import { limitBody } from './body-limit.ts'
import type { Broker } from './broker.ts'
import { DaprError } from './dapr-error.ts'
import type { PublishCall } from './publish-call.ts'
import { publishBulk } from './publish-bulk.ts'
import { pubsubNotFound } from './publish-errors.ts'
import { publishEvent } from './publish-event.ts'
import { requestMetadata } from './request-metadata.ts'
import { type PublishRoute, type Route, routeOf } from './route.ts'
import { sidecarMetadata } from './sidecar-metadata.ts'
import type { SidecarSettings } from './sidecar-settings.ts'
import { childOf, type Span, spanHeaders, spanIn } from './span.ts'

/** A request that was read to its end. */
export interface ReceivedRequest {
  readonly method: string
  /** With the query. */
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** What the sidecar answers. @throws Panic where daprd breaks the connection. */
export function answerTo(
  request: ReceivedRequest,
  settings: SidecarSettings,
  broker: Broker,
): Answer {
  const [path = '', query = ''] = request.path.split(/\?(.*)/s)
  const span = settings.tracing ? childOf(spanIn(request.headers)) : spanIn(request.headers)
  const answer = answered(() => {
    const route = routeOf(request.method, path, settings.stableBulk)
    return answerRoute(route, requestMetadata(query), { broker, request, settings, span })
  })
  return { ...answer, headers: { ...spanHeaders(span), ...answer.headers } }
}

interface Context {
  readonly broker: Broker
  readonly request: ReceivedRequest
  readonly settings: SidecarSettings
  readonly span: Span
}

function answered(work: () => Answer): Answer {
  try {
    return work()
  } catch (error) {
    if (error instanceof DaprError) return error.answer
    if (error instanceof URIError) return plainText(400, '400 Bad Request')
    throw error
  }
}

function answerRoute(
  route: Route,
  metadata: Readonly<Record<string, string>>,
  context: Context,
): Answer {
  const { request, settings } = context
  if (route.kind === 'health') return noContent
  if (route.kind === 'outbound health') return settings.outboundHealthy ? noContent : notReady
  if (![undefined, request.headers['dapr-api-token']].includes(settings.apiToken)) {
    return plainText(401, 'invalid api token')
  }
  if (route.kind === 'publish' || route.kind === 'bulk') return publish(route, metadata, context)
  return route.kind === 'metadata' ? sidecarMetadata(settings) : noRoute
}

function publish(
  { kind, pubsubName, topic }: PublishRoute,
  metadata: Readonly<Record<string, string>>,
  { broker, request: { body, headers }, settings: { appId, pubsubs, tracing }, span }: Context,
): Answer {
  const pubsub = pubsubs.find(({ name }) => name === pubsubName)
  if (pubsub === undefined) throw pubsubNotFound(pubsubName, metadata)
  const call: PublishCall = {
    pubsubName,
    topic,
    appId,
    broker,
    nativeBulk: pubsub.nativeBulk ?? false,
    tracing,
    span,
    metadata,
    contentType: headers['content-type'] ?? '',
    ...limitBody(body, headers['content-length'] !== undefined),
  }
  return kind === 'publish' ? publishEvent(call) : publishBulk(call)
}

const json = { 'content-type': 'application/json' }

const notReady: Answer = {
  status: 500,
  headers: json,
  body: '{"errorCode":"ERR_OUTBOUND_HEALTH_NOT_READY","message":"dapr outbound is not ready"}',
}

/** What daprd knows no route for it takes for a call of another app. */
const noRoute: Answer = {
  status: 404,
  headers: json,
  body: '{"errorCode":"ERR_DIRECT_INVOKE","message":"failed getting app id either from the URL path or the header dapr-app-id"}',
}
