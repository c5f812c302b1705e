import { randomUUID } from 'node:crypto'
import { cloudEventType, isBinary, jsonType, mediaType } from './content-type.ts'
import type { JsonObject, JsonValue } from './json-value.ts'
import type { Destination } from './publish-errors.ts'
import { readJson } from './read-json.ts'
import type { Span } from './span.ts'
import { timeToLive } from './time-to-live.ts'

/** An event on its way to the broker. */
export interface EventRequest extends Destination {
  readonly appId: string
  readonly contentType: string
  readonly body: Buffer
  readonly metadata: Readonly<Record<string, string>>
  readonly span: Span
}

/** That what daprd panics at: it answers nothing, and the connection breaks. */
export class Panic extends Error {}

/**
 * The CloudEvent that daprd stores.
 *
 * @throws SyntaxError if a body that says it is a CloudEvent is no JSON object.
 * @throws Panic if it is `null`.
 */
export function cloudEventOf(request: EventRequest): JsonObject {
  const event =
    mediaType(request.contentType) === cloudEventType ? given(request) : wrapped(request)
  const lifetime = timeToLive(request.metadata)
  if (lifetime !== undefined) event.set('expiration', goTime(Date.now() + lifetime))
  return event
}

/** A CloudEvent of the caller's, with what is missing. An id isn't among that. */
function given({ body, pubsubName, span, topic }: EventRequest): JsonObject {
  const event = readJson(body.toString('utf8'))
  if (event === null) throw new Panic('assignment to entry in nil map')
  if (!(event instanceof Map)) throw new SyntaxError('json: cannot unmarshal into a map')
  if (!event.has('time')) event.set('time', goTime(Date.now()))
  if (!event.has('traceid')) {
    // The caller's own traceparent is lost here, unless it comes with a traceid.
    event.set('traceid', span.traceparent).set('traceparent', span.traceparent)
  }
  if (!event.has('tracestate')) event.set('tracestate', span.tracestate)
  event.set('topic', topic).set('pubsubname', pubsubName)
  const defaults = { source: 'Dapr', type: 'com.dapr.event.sent', specversion: '1.0' }
  for (const [name, value] of Object.entries(defaults)) {
    if ((event.get(name) ?? null) === null) event.set(name, value)
  }
  return event
}

/** Anything else becomes the data of a CloudEvent of daprd's, whose id is new in each attempt. */
function wrapped(request: EventRequest): JsonObject {
  const { appId, body, contentType, pubsubName, span, topic } = request
  const override = overrides(request.metadata)
  const traceparent = override('traceparent') ?? override('traceid') ?? span.traceparent
  const subject = override('subject')
  return new Map<string, JsonValue>([
    ['id', override('id') ?? randomUUID()],
    ['specversion', '1.0'],
    ['datacontenttype', contentType === '' ? 'text/plain' : contentType],
    ['source', override('source') ?? appId],
    ['type', override('type') ?? 'com.dapr.event.sent'],
    ['topic', topic],
    ['pubsubname', pubsubName],
    ['traceid', traceparent],
    ['traceparent', traceparent],
    ['tracestate', override('tracestate') ?? span.tracestate],
    ['time', goTime(Date.now())],
    ...(subject === undefined ? [] : ([['subject', subject]] as const)),
    isBinary(contentType) || mediaType(contentType) === 'application/cloudevents+protobuf'
      ? ['data_base64', body.toString('base64')]
      : ['data', dataOf(contentType, body.toString('utf8'))],
  ])
}

/** What is said to be JSON and isn't becomes a string, without a word. */
function dataOf(contentType: string, text: string): JsonValue {
  if (mediaType(contentType) !== jsonType) return text
  try {
    return readJson(text)
  } catch {
    return text
  }
}

/** Metadata `cloudevent.…`, in any case. An empty one doesn't count. */
function overrides(
  metadata: Readonly<Record<string, string>>,
): (attribute: string) => string | undefined {
  const byName = new Map(
    Object.entries(metadata).map(([name, value]) => [name.toLowerCase(), value]),
  )
  return (attribute) => byName.get(`cloudevent.${attribute}`) || undefined
}

/** RFC 3339, to the second. */
function goTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+/, '')
}
