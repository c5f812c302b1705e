import { BusOptionError } from 'integration-events'
import type { DaprCalls } from './core/dapr-calls.ts'
import { JoinedCalls } from './core/joined-calls.ts'
import type { DaprSubscription } from './dapr-subscription.ts'
import { callsOf, subscriptionOver } from './subscription-over.ts'

/**
 * One subscription for several pub/sub components: Dapr asks an application once what it subscribes
 * to, and must be told of all of them there. Serve what is returned, and not the ones that are joined.
 *
 * ```ts
 * const subscription = joinDaprSubscriptions(
 *   daprSubscription(subscriber, { pubsubName: 'orders-pubsub' }),
 *   daprSubscription(subscriber, { pubsubName: 'legacy-pubsub', routePrefix: '/legacy-events' }),
 * )
 * createServer(subscription.node).listen(3000)
 * ```
 *
 * A router whose paths are named by hand (Hono) needs `<routePrefix>/*` of each.
 *
 * `GET /dapr/subscribe` wants the token of the first. A topic of a component must be of one of them:
 * where two have it, Dapr is answered 500, the log says why, and `subscriptions()` throws a
 * `SubscriptionError`.
 *
 * @throws BusOptionError when two have one `routePrefix`, or one below the other's.
 */
export function joinDaprSubscriptions(
  first: DaprSubscription,
  ...others: readonly DaprSubscription[]
): DaprSubscription {
  const joined = new JoinedCalls(read(first), ...others.map(read))
  checkPrefixes(joined.routePrefixes)
  return subscriptionOver(joined)
}

function read(subscription: DaprSubscription): DaprCalls {
  const calls = callsOf(subscription)
  if (calls !== undefined) return calls
  throw new BusOptionError({
    option: 'joinDaprSubscriptions',
    received: subscription,
    allowed: 'what daprSubscription() returns',
  })
}

function checkPrefixes(prefixes: readonly string[]): void {
  for (const [index, prefix] of prefixes.entries()) {
    const other = prefixes.find((one, at) => at !== index && `${prefix}/`.startsWith(`${one}/`))
    if (other === undefined) continue
    throw new BusOptionError({
      option: 'daprSubscription.routePrefix',
      received: prefix,
      allowed: `a path for each subscription that is joined; another one has '${other}'`,
    })
  }
}
