import type { HandlerVerdict, EventReceiver, LogFields, OutgoingEvent } from 'integration-events'
import { decodeCloudEvent } from '../cloud-event/decode-cloud-event.ts'
import type { ResolvedDaprSubscriptionOptions } from './dapr-subscription-options.ts'
import { type DeliveryStatus, statusOf } from './delivery-status.ts'
import type { StatsCounter } from './subscription-stats.ts'

/** Brings single events to their handlers, and says what is to become of each. */
export class EventDelivery {
  readonly #subscriber: EventReceiver
  readonly #options: ResolvedDaprSubscriptionOptions
  readonly #stats: StatsCounter

  constructor(
    subscriber: EventReceiver,
    options: ResolvedDaprSubscriptionOptions,
    stats: StatsCounter,
  ) {
    this.#subscriber = subscriber
    this.#options = options
    this.#stats = stats
  }

  /** Never rejects. `members` reads the CloudEvent's, and may throw. */
  async deliver(
    topic: string,
    members: () => ReadonlyMap<string, string>,
    signal: AbortSignal,
  ): Promise<DeliveryStatus> {
    const { pubsubName } = this.#options
    if (this.#subscriber.handlersOf(topic, pubsubName).length === 0) return this.#unhandled(topic)
    let event: OutgoingEvent
    try {
      event = decodeCloudEvent(topic, members())
    } catch (error) {
      return this.undecodable(topic, error)
    }
    try {
      const verdicts = await this.#subscriber.handle(event, { signal, pubsubName })
      return this.#settle(statusOf(verdicts), event, failuresIn(verdicts))
    } catch (error) {
      // A subscriber of somebody else's making.
      return this.#settle('RETRY', event, { error })
    }
  }

  undecodable(topic: string, error: unknown): DeliveryStatus {
    this.#stats.count('undecodable')
    const status = this.#options.onUndecodable === 'retry' ? 'RETRY' : 'DROP'
    this.#options.logger.error(`an event could not be read: ${status}`, { topic, error })
    return this.#counted(status)
  }

  /** An entry of a bulk that no status can name: Dapr delivers it again, whatever the policy. */
  unnamed(topic: string): void {
    this.#stats.count('undecodable')
    this.#options.logger.error('an entry of a bulk has no entryId: RETRY', { topic })
    this.#counted('RETRY')
  }

  #unhandled(topic: string): DeliveryStatus {
    this.#stats.count('unhandled')
    const status = this.#options.onUnhandled === 'retry' ? 'RETRY' : 'DROP'
    this.#options.logger.error(`an event has no handler: ${status}`, { topic })
    return this.#counted(status)
  }

  #settle(status: DeliveryStatus, { id, topic }: OutgoingEvent, fields: LogFields): DeliveryStatus {
    const { logger } = this.#options
    if (status === 'RETRY')
      logger.warn('a handler failed, and Dapr is told to try again', { topic, id, ...fields })
    if (status === 'DROP')
      logger.error('an event can not be handled, and is dropped', { topic, id, ...fields })
    return this.#counted(status)
  }

  #counted(status: DeliveryStatus): DeliveryStatus {
    this.#stats.count(counters[status])
    return status
  }
}

const counters = { SUCCESS: 'succeeded', RETRY: 'retried', DROP: 'dropped' } as const

function failuresIn(verdicts: readonly HandlerVerdict[]): LogFields {
  const failures = verdicts.filter((verdict) => verdict.status !== 'done')
  return { consumers: failures.map(({ consumer }) => consumer), error: failures[0]?.error }
}
