import type { SubscriptionEntry } from './subscription-entry.ts'
import type { SubscriptionAnswer, SubscriptionRequest } from './subscription-request.ts'
import type { SubscriptionStats } from './subscription-stats.ts'

/** What answers the calls of a sidecar, for one component or several. */
export interface DaprCalls {
  /** Deliveries arrive below these. */
  readonly routePrefixes: readonly string[]
  /** What Dapr is told at `GET /dapr/subscribe`. */
  subscriptions(): readonly SubscriptionEntry[]
  stats(): SubscriptionStats
  /** Whether a path is one that Dapr calls. */
  isOurs(path: string): boolean
  /** Never rejects. `told` is what Dapr is told of; default: `subscriptions`. */
  handle(
    request: SubscriptionRequest,
    told?: () => readonly SubscriptionEntry[],
  ): Promise<SubscriptionAnswer>
  /** What came of a call is not told: Dapr goes by the answer of somebody else. */
  answeredByOthers(path: string): void
}
