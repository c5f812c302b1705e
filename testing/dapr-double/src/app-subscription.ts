import { isRawPayload } from './request-metadata.ts'

/** What the application subscribes to. */
export interface AppSubscription {
  readonly pubsubName: string
  /** A `*` at the end stands for the rest. */
  readonly topic: string
  readonly route: string
  readonly deadLetterTopic: string | undefined
  /** Whether messages are wrapped into CloudEvents first, as they are none. */
  readonly rawPayload: boolean
  /** Undefined: messages are delivered one by one. */
  readonly bulk: BulkWindow | undefined
}

/** How many messages are gathered, and for how long, before they are delivered together. */
export interface BulkWindow {
  readonly maxMessagesCount: number
  readonly maxAwaitDurationMs: number
}

interface Announced {
  readonly pubsubname: string
  readonly topic: string
  readonly route?: string
  readonly routes?: { readonly rules?: readonly unknown[]; readonly default?: string }
  readonly deadLetterTopic?: string
  readonly metadata?: Readonly<Record<string, string>>
  readonly bulkSubscribe?: Partial<BulkWindow> & { readonly enabled?: boolean }
}

/**
 * Reads the answer to `GET /dapr/subscribe`. What has no route is left out.
 *
 * @throws Error for routing rules, which are left to daprd: the double has no CEL.
 */
export function readSubscriptions(text: string): AppSubscription[] {
  const announced = (text.trim() === '' ? [] : JSON.parse(text)) as readonly Announced[] | null
  return (announced ?? []).map(readSubscription).filter(({ route }) => route !== '')
}

function readSubscription(announced: Announced): AppSubscription {
  const { bulkSubscribe: bulk, deadLetterTopic, metadata = {}, route, routes } = announced
  if ((routes?.rules ?? []).length > 0) throw new Error('The double knows no routing rules.')
  return {
    pubsubName: announced.pubsubname,
    topic: announced.topic,
    route: routes?.default || route || '',
    deadLetterTopic: deadLetterTopic || undefined,
    rawPayload: isRawPayload(metadata),
    bulk:
      bulk?.enabled === true
        ? {
            maxMessagesCount: bulk.maxMessagesCount || 100,
            maxAwaitDurationMs: bulk.maxAwaitDurationMs || 1_000,
          }
        : undefined,
  }
}

/** Whether messages of a topic go to a subscription, as the broker inside daprd has it. */
export function takes({ topic }: Pick<AppSubscription, 'topic'>, published: string): boolean {
  if (topic === published) return true
  const prefix = topic.slice(0, -1)
  return topic.endsWith('*') && published !== prefix && published.startsWith(prefix)
}
