import { cloudEventJson, type OutgoingEvent } from 'integration-events'

/**
 * The CloudEvent as Dapr is to be given it. Dapr overwrites `traceparent` by a span of its own,
 * unless `traceid` is there too (read in pkg/runtime/pubsub of 1.18.3).
 */
export function cloudEventBody(event: OutgoingEvent): string {
  const { traceparent, tracestate = '' } = event.headers
  if (traceparent === undefined || 'traceid' in event.headers) return cloudEventJson(event)
  return cloudEventJson({
    ...event,
    headers: { ...event.headers, tracestate, traceid: traceparent },
  })
}
