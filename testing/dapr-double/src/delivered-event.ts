import { randomUUID } from 'node:crypto'
import type { JsonObject } from './json-value.ts'
import type { OpenDelivery } from './delivery.ts'
import { headerText } from './header-text.ts'
import { readJson } from './read-json.ts'
import { childOf, noSpan, spanHeaders, spanIn } from './span.ts'
import { writeJson } from './write-json.ts'

/** What the application is given of a message. */
export interface DeliveredEvent {
  readonly event: JsonObject
  /** The event's JSON as it is sent: as it is stored, but for a raw payload. */
  readonly text: string
}

/** Undefined if the message is no CloudEvent, and the subscription wants one. */
export function deliveredEvent({
  message: { event: stored, metadata },
  subscription,
}: OpenDelivery): DeliveredEvent | undefined {
  if (subscription.rawPayload) {
    const event = withTrace(wrapped(stored, subscription.topic, subscription.pubsubName), metadata)
    return { event, text: writeJson(event) }
  }
  try {
    const event = readJson(stored)
    return event instanceof Map ? { event: withTrace(event, metadata), text: stored } : undefined
  } catch {
    return undefined
  }
}

/** The trace is the metadata's where the event has none; a traceparent counts as the traceid, too. */
function withTrace(event: JsonObject, metadata: Readonly<Record<string, string>>): JsonObject {
  const { traceid, traceparent, tracestate } = metadata
  if (traceid !== undefined && !event.has('traceid')) event.set('traceid', traceid)
  if (traceparent !== undefined && !event.has('traceparent'))
    event.set('traceparent', traceparent).set('traceid', traceparent)
  if (tracestate !== undefined && !event.has('tracestate')) event.set('tracestate', tracestate)
  return event
}

/** A raw payload becomes another event in each delivery. */
function wrapped(payload: string, topic: string, pubsubName: string): JsonObject {
  return new Map([
    ['id', randomUUID()],
    ['specversion', '1.0'],
    ['datacontenttype', 'application/octet-stream'],
    ['source', 'Dapr'],
    ['type', 'com.dapr.event.sent'],
    ['topic', topic],
    ['pubsubname', pubsubName],
    ['data_base64', Buffer.from(payload).toString('base64')],
  ])
}

const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/

/** Whether the event's time to live is over. */
export function hasExpired(event: JsonObject): boolean {
  const expiration = event.get('expiration')
  return (
    typeof expiration === 'string' &&
    rfc3339.test(expiration) &&
    Date.parse(expiration) < Date.now()
  )
}

/** The metadata of a message as headers. Those of the body are the delivery's own. */
export function metadataHeaders(
  metadata: Readonly<Record<string, string>>,
): Record<string, string> {
  const headers = Object.entries(metadata)
    .map(([name, value]) => [name.toLowerCase(), headerText(value)] as const)
    .filter(([name]) => !/^content-(?:type|length)$/.test(name))
  return Object.fromEntries(headers)
}

/** What says that there is no trace. */
export const untraced: Readonly<Record<string, string>> = spanHeaders(noSpan)

/** The header of the sidecar's span of a delivery: one below the event's, or the event's itself. */
export function deliverySpan(
  event: JsonObject,
  tracing: boolean,
): { readonly traceparent?: string } {
  const traceparent = event.get('traceparent') ?? event.get('traceid')
  if (typeof traceparent !== 'string') return {}
  const span = tracing ? childOf(spanIn({ traceparent })) : spanIn({ traceparent })
  return span.traceparent === '' ? {} : { traceparent: span.traceparent }
}
