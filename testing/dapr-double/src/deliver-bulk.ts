import { randomUUID } from 'node:crypto'
import { deliverable, type DeliveryContext, giveUp } from './deliver-event.ts'
import { type DeliveredEvent, deliverySpan, untraced } from './delivered-event.ts'
import type { OpenDelivery } from './delivery.ts'
import { float64Numbers } from './float64-numbers.ts'
import { bulkVerdicts } from './verdict.ts'
import { writeJson } from './write-json.ts'

interface Entry {
  readonly entryId: string
  readonly delivery: OpenDelivery
  readonly json: string
  readonly span: ReturnType<typeof deliverySpan>
}

/** Delivers messages of one subscription together. Those of no verdict yet are tried again alone. */
export async function deliverBulk(
  deliveries: readonly OpenDelivery[],
  { app, broker, tracing }: DeliveryContext,
  signal: AbortSignal,
): Promise<void> {
  let entries = deliveries.flatMap((delivery) => {
    const delivered = deliverable(delivery, broker)
    return delivered === undefined ? [] : [entryOf(delivery, delivered, tracing)]
  })
  for (let retries = 0; retries <= app.maxRetries && entries.length > 0; retries++) {
    for (const { delivery } of entries) delivery.attempts++
    const answer = await app.call(requestOf(entries), signal)
    if (signal.aborted) return
    const verdict = bulkVerdicts(answer)
    for (const { delivery, entryId } of entries) {
      if (verdict(entryId) === 'acknowledge') delivery.settle('acknowledged')
      if (verdict(entryId) !== 'drop') continue
      // A bulk that is answered 404 doesn't reach the dead letter topic.
      if (answer?.status === 404) delivery.settle('dropped')
      else giveUp(delivery, broker, 'dropped')
    }
    entries = entries.filter(({ delivery }) => delivery.outcome === undefined)
  }
  for (const { delivery } of entries) giveUp(delivery, broker, 'lost')
}

function entryOf(
  delivery: OpenDelivery,
  { event: cloudEvent }: DeliveredEvent,
  tracing: boolean,
): Entry {
  const { message, subscription } = delivery
  const entryId = randomUUID()
  // Decoded and written anew, by which numbers become floats; a raw payload comes as base64.
  const event = subscription.rawPayload
    ? JSON.stringify(Buffer.from(message.event).toString('base64'))
    : writeJson(float64Numbers(cloudEvent))
  const contentType = subscription.rawPayload
    ? 'application/octet-stream'
    : 'application/cloudevents+json'
  const rest = JSON.stringify({ metadata: message.metadata, contentType }).slice(1)
  return {
    entryId,
    delivery,
    json: `{"entryId":"${entryId}","event":${event},${rest}`,
    span: deliverySpan(cloudEvent, tracing),
  }
}

function requestOf(entries: readonly Entry[]): Parameters<DeliveryContext['app']['call']>[0] {
  const { pubsubName, route, topic } = entries[0]!.delivery.subscription
  const envelope = JSON.stringify({
    id: randomUUID(),
    metadata: { pubsubName },
    pubsubname: pubsubName,
    topic,
    type: 'com.dapr.event.sent.bulk',
  }).slice(1)
  return {
    method: 'POST',
    path: route,
    headers: {
      ...untraced,
      ...entries.at(-1)!.span,
      pubsubname: pubsubName,
      'content-type': 'application/json',
    },
    body: `{"entries":[${entries.map(({ json }) => json).join(',')}],${envelope}`,
  }
}
