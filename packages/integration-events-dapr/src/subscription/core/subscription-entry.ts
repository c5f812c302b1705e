import type { ResolvedDaprSubscriptionOptions } from './dapr-subscription-options.ts'
import type { TopicRoutes } from './topic-routes.ts'

/** One subscription, as Dapr is told of it at `/dapr/subscribe`. */
export interface SubscriptionEntry {
  /** The component's name. */
  readonly pubsubname: string
  /** The topic that is subscribed to. */
  readonly topic: string
  /** The path that Dapr delivers to. */
  readonly route: string
  /** Where Dapr puts what was dropped. Default: nowhere, it is gone. */
  readonly deadLetterTopic?: string
  /** How Dapr gathers messages into one delivery. Default: it delivers one by one. */
  readonly bulkSubscribe?: {
    /** Whether that is wanted; always so where it stands. */
    readonly enabled: true
    /** The most messages of one delivery. Default: Dapr's own. */
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
