import type { ResolvedDaprSubscriptionOptions } from './dapr-subscription-options.ts'
import type { TopicRoutes } from './topic-routes.ts'

/** One subscription, as Dapr is told of it at `/dapr/subscribe`. */
export interface SubscriptionEntry {
  readonly pubsubname: string
  readonly topic: string
  /** The path that Dapr delivers to. */
  readonly route: string
  readonly deadLetterTopic?: string
  readonly bulkSubscribe?: {
    readonly enabled: true
    readonly maxMessagesCount?: number
    /** In milliseconds. */
    readonly maxAwaitDurationMs?: number
  }
}

export function subscriptionEntry(
  topic: string,
  routes: TopicRoutes,
  { bulk, deadLetterTopic, pubsubName }: ResolvedDaprSubscriptionOptions,
): SubscriptionEntry {
  const deadLetters = deadLetterTopic(topic)
  return {
    pubsubname: pubsubName,
    topic,
    route: routes.routeOf(topic),
    // A topic that is its own would go round for ever.
    ...(deadLetters === undefined || deadLetters === topic ? {} : { deadLetterTopic: deadLetters }),
    ...(bulk === undefined ? {} : { bulkSubscribe: { enabled: true, ...bulk } }),
  }
}
