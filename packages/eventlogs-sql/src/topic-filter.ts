import type { ClaimRequest } from 'integration-events'
import type { SqlParameter } from 'uow'

/** Which topics a claim may take, as a condition on the column `topic`. */
export type TopicFilter =
  | { readonly kind: 'all' }
  | { readonly kind: 'only'; readonly topic: string }
  | { readonly kind: 'except'; readonly topics: readonly string[] }

/** `onlyTopic` wins over `exceptTopics`: the probe of a circuit is about a topic that is excluded. */
export function topicFilter({ onlyTopic, exceptTopics = [] }: ClaimRequest): TopicFilter {
  if (onlyTopic !== undefined) return { kind: 'only', topic: onlyTopic }
  if (exceptTopics.length === 0) return { kind: 'all' }
  return { kind: 'except', topics: exceptTopics.toSorted() }
}

/** Equal for filters that let the same topics through. */
export function topicFilterKey(filter: TopicFilter): string {
  return JSON.stringify(filter)
}

export function topicFilterParameters(
  filter: TopicFilter,
  list: (topics: readonly string[]) => SqlParameter,
): readonly SqlParameter[] {
  if (filter.kind === 'all') return []
  return [filter.kind === 'only' ? filter.topic : list(filter.topics)]
}
