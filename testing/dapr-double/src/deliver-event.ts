import type { Application } from './application.ts'
import type { Broker } from './broker.ts'
import {
  type DeliveredEvent,
  deliveredEvent,
  deliverySpan,
  hasExpired,
  metadataHeaders,
  untraced,
} from './delivered-event.ts'
import type { OpenDelivery } from './delivery.ts'
import { verdictOf } from './verdict.ts'

/** What deliveries are made with. */
export interface DeliveryContext {
  readonly app: Application
  readonly broker: Broker
  readonly tracing: boolean
}

/** Delivers one message. It stays open if `signal` is aborted meanwhile. */
export async function deliverEvent(
  delivery: OpenDelivery,
  context: DeliveryContext,
  signal: AbortSignal,
): Promise<void> {
  const delivered = deliverable(delivery, context.broker)
  if (delivered === undefined) return
  for (let retries = 0; retries <= context.app.maxRetries; retries++) {
    delivery.attempts++
    const answer = await context.app.call(requestOf(delivery, delivered, context), signal)
    if (signal.aborted) return
    const verdict = verdictOf(answer)
    if (verdict === 'acknowledge') return delivery.settle('acknowledged')
    if (verdict === 'drop') return giveUp(delivery, context.broker, 'dropped')
  }
  giveUp(delivery, context.broker, 'lost')
}

/** Undefined if the message is given up before the application sees it. */
export function deliverable(delivery: OpenDelivery, broker: Broker): DeliveredEvent | undefined {
  const delivered = deliveredEvent(delivery)
  if (delivered !== undefined && !hasExpired(delivered.event)) return delivered
  giveUp(delivery, broker, delivered === undefined ? 'lost' : 'dropped')
  return undefined
}

/** To the dead letter topic, as it was stored, or to nowhere. */
export function giveUp(
  delivery: OpenDelivery,
  broker: Broker,
  otherwise: 'dropped' | 'lost',
): void {
  const { message, subscription } = delivery
  const topic = subscription.deadLetterTopic
  const isSaved = topic !== undefined && broker.publish({ ...message, topic }) === undefined
  delivery.settle(isSaved ? 'dead-lettered' : otherwise)
}

function requestOf(
  { message, subscription }: OpenDelivery,
  { event, text }: DeliveredEvent,
  { tracing }: DeliveryContext,
): Parameters<Application['call']>[0] {
  return {
    method: 'POST',
    path: subscription.route,
    headers: {
      ...untraced,
      ...metadataHeaders(message.metadata),
      pubsubname: message.pubsubName,
      'content-type': 'application/cloudevents+json',
      ...deliverySpan(event, tracing),
    },
    body: text,
  }
}
