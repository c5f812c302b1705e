import { BusOptionError, type EventReceiver } from 'integration-events'
import type { ExpressHandler } from './adapters/express-adapter.ts'
import type { FastifyPlugin } from './adapters/fastify-adapter.ts'
import type { FetchHandler } from './adapters/fetch-adapter.ts'
import type { NodeListener } from './adapters/node-adapter.ts'
import {
  type DaprSubscriptionOptions,
  resolveDaprSubscriptionOptions,
} from './core/dapr-subscription-options.ts'
import { SubscriptionCore } from './core/subscription-core.ts'
import type { SubscriptionEntry } from './core/subscription-entry.ts'
import type { SubscriptionAnswer, SubscriptionRequest } from './core/subscription-request.ts'
import type { SubscriptionStats } from './core/subscription-stats.ts'
import { subscriptionOver } from './subscription-over.ts'

/** Takes what Dapr delivers to a subscriber's handlers, through the web framework that is there. */
export interface DaprSubscription {
  /** For `Request → Response`: Hono, Next.js, Bun. */
  readonly fetch: FetchHandler
  /** For `http.createServer`. Any other path is answered 404. */
  readonly node: NodeListener
  /** For `app.use(…)` of Express, before any body parser. Any other path is passed on. */
  express(): ExpressHandler
  /** For `app.register(…)` of Fastify, without a prefix. */
  fastify(): FastifyPlugin
  /** For any other framework. Never rejects. */
  handle(request: SubscriptionRequest): Promise<SubscriptionAnswer>
  /** What Dapr is told at `GET /dapr/subscribe`. It asks once, when it starts. */
  subscriptions(): readonly SubscriptionEntry[]
  /** Counts since the start of the process. */
  stats(): SubscriptionStats
}

/**
 * Serves `GET /dapr/subscribe` and a route per topic, where Dapr delivers events to the handlers.
 *
 * ```ts
 * const subscription = daprSubscription(subscriber, {
 *   pubsubName: 'pubsub',
 *   deadLetterTopic: 'dead-letters',
 * })
 * createServer(subscription.node).listen(3000)
 * ```
 *
 * An event is acknowledged once every handler of it has handled it. One that throws has Dapr try again;
 * then those of its handlers run again, too, that had succeeded: with an inbox they are not called
 * again (`createSubscriber({ unitOfWork, inbox })`), without one each must tolerate an event twice. What is
 * given up is dropped, which is to say: sent to the dead letter topic, if there is one. That is data that do
 * not fit the schema, a handler that has failed as often as its `retry.maxAttempts` says, and an event
 * older than the inbox remembers. Until then how often, and after what pause, Dapr tries again is up to
 * its component and its resiliency policy.
 *
 * Handlers run one after the other. Dapr does not say which attempt a delivery is: `attempt` is 1, unless
 * the handler has `retry.maxAttempts`. `signal` is aborted when Dapr hangs up, or when the handler's
 * `timeout` is over.
 *
 * @throws BusOptionError when an option has a value that it can't have.
 */
export function daprSubscription(
  subscriber: EventReceiver,
  options: DaprSubscriptionOptions,
): DaprSubscription {
  if (typeof subscriber?.handle !== 'function')
    throw new BusOptionError({
      option: 'daprSubscription.subscriber',
      received: subscriber,
      allowed: 'a subscriber: createSubscriber()',
    })
  return subscriptionOver(new SubscriptionCore(subscriber, resolveDaprSubscriptionOptions(options)))
}
