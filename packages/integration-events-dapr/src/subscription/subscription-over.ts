import { expressAdapter } from './adapters/express-adapter.ts'
import { fastifyAdapter } from './adapters/fastify-adapter.ts'
import { fetchAdapter } from './adapters/fetch-adapter.ts'
import { nodeAdapter } from './adapters/node-adapter.ts'
import type { DaprCalls } from './core/dapr-calls.ts'
import type { DaprSubscription } from './dapr-subscription.ts'

const answering = new WeakMap<object, DaprCalls>()

/** A subscription that answers by `calls`, through every framework. */
export function subscriptionOver(calls: DaprCalls): DaprSubscription {
  const subscription: DaprSubscription = {
    fetch: fetchAdapter(calls),
    node: nodeAdapter(calls),
    express: () => expressAdapter(calls),
    fastify: () => fastifyAdapter(calls),
    handle: (request) => calls.handle(request),
    subscriptions: () => calls.subscriptions(),
    stats: () => calls.stats(),
  }
  answering.set(subscription, calls)
  return subscription
}

/** What a subscription answers by; undefined for what is none of ours. */
export function callsOf(subscription: DaprSubscription): DaprCalls | undefined {
  return answering.get(subscription)
}
