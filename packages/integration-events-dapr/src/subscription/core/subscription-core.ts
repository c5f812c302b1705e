import type { EventReceiver } from 'integration-events'
import { decodeUtf8 } from '../cloud-event/decode-bytes.ts'
import { membersOf } from '../cloud-event/json-text.ts'
import { hasToken } from './app-token.ts'
import { deliverBulk, isBulk } from './bulk-delivery.ts'
import type { DaprCalls } from './dapr-calls.ts'
import type { ResolvedDaprSubscriptionOptions } from './dapr-subscription-options.ts'
import { EventDelivery } from './event-delivery.ts'
import { readBody } from './request-body.ts'
import { type SubscriptionEntry, subscriptionEntry } from './subscription-entry.ts'
import type { SubscriptionAnswer, SubscriptionRequest } from './subscription-request.ts'
import { StatsCounter, type SubscriptionStats } from './subscription-stats.ts'
import { subscribePath, TopicRoutes } from './topic-routes.ts'

/** What Dapr's calls are answered, without a framework. */
export class SubscriptionCore implements DaprCalls {
  readonly #subscriber: EventReceiver
  readonly #options: ResolvedDaprSubscriptionOptions
  readonly #routes: TopicRoutes
  readonly #stats: StatsCounter = new StatsCounter()
  readonly #delivery: EventDelivery

  constructor(subscriber: EventReceiver, options: ResolvedDaprSubscriptionOptions) {
    this.#subscriber = subscriber
    this.#options = options
    this.#routes = new TopicRoutes(options.routePrefix)
    this.#delivery = new EventDelivery(subscriber, options, this.#stats)
  }

  get routePrefixes(): readonly string[] {
    return [this.#options.routePrefix]
  }

  subscriptions(): readonly SubscriptionEntry[] {
    return this.#subscriber
      .topics(this.#options.pubsubName)
      .map((topic) => subscriptionEntry(topic, this.#routes, this.#options))
  }

  stats(): SubscriptionStats {
    return this.#stats.read()
  }

  isOurs(path: string): boolean {
    return path === subscribePath || this.#routes.topicOf(path) !== undefined
  }

  async handle(
    request: SubscriptionRequest,
    told: () => readonly SubscriptionEntry[] = () => this.subscriptions(),
  ): Promise<SubscriptionAnswer> {
    try {
      return await this.#answer(request, told)
    } catch (error) {
      this.#options.logger.error('a call of Dapr failed', { path: request.path, error })
      return answer(500, 'the call failed')
    }
  }

  answeredByOthers(path: string): void {
    this.#options.logger.warn('a call of Dapr was answered by something else first', { path })
  }

  async #answer(
    request: SubscriptionRequest,
    told: () => readonly SubscriptionEntry[],
  ): Promise<SubscriptionAnswer> {
    const { method, path } = request
    if (!this.isOurs(path)) return answer(404, 'there is no such route')
    if (!hasToken(request, this.#options.appApiToken)) {
      this.#stats.count('unauthorized')
      this.#options.logger.warn("a call without the application's token was refused", { path })
      return answer(401, 'the dapr-api-token is not the one of this application')
    }
    const topic = this.#routes.topicOf(path)
    if (method !== (topic === undefined ? 'GET' : 'POST'))
      return answer(405, `${method} is not for this route`)
    if (topic === undefined) return { status: 200, body: told() }
    return await this.#receive(topic, request)
  }

  async #receive(topic: string, request: SubscriptionRequest): Promise<SubscriptionAnswer> {
    const { logger, maxBodyBytes } = this.#options
    let bytes: Uint8Array | undefined
    try {
      bytes = await readBody(request, maxBodyBytes)
    } catch (error) {
      logger.error('the body of a delivery could not be read', { topic, error })
      return answer(500, 'the body could not be read')
    }
    if (bytes === undefined) {
      logger.error('a delivery is larger than maxBodyBytes', { topic, maxBodyBytes })
      return answer(413, `only ${maxBodyBytes} bytes are taken`)
    }
    return { status: 200, body: await this.#deliver(topic, bytes, request.signal ?? never) }
  }

  async #deliver(topic: string, bytes: Uint8Array, signal: AbortSignal): Promise<unknown> {
    let members: ReadonlyMap<string, string>
    try {
      members = membersOf(decodeUtf8(bytes))
    } catch (error) {
      return { status: this.#delivery.undecodable(topic, error) }
    }
    if (isBulk(members))
      return await deliverBulk(this.#delivery, topic, members.get('entries') ?? '[]', signal)
    return { status: await this.#delivery.deliver(topic, () => members, signal) }
  }
}

const never: AbortSignal = new AbortController().signal

function answer(status: number, error: string): SubscriptionAnswer {
  return { status, body: { error } }
}
