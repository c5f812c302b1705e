import type { OutgoingEvent } from '../contracts/outgoing-event.ts'
import { describeValue } from '../errors/describe-value.ts'
import { SubscriptionError } from '../errors/subscription-error.ts'
import type { EventType } from '../event/event-type.ts'
import { TopicRegistry } from '../event/topic-registry.ts'
import type { HandleOptions } from './event-receiver.ts'
import type { HandlerOptions } from './handler-options.ts'
import { readHandlerSettings } from './handler-settings.ts'
import { handlingMethodsOf } from './handling-methods.ts'
import { AtLeastOnce } from './handling/at-least-once.ts'
import { ExactlyOnce } from './handling/exactly-once.ts'
import type { Handling } from './handling/handling.ts'
import { RetryPolicy } from './handling/retry-policy.ts'
import type { TimeLimit } from './handling/time-limited.ts'
import { InboxKeeper } from './inbox-keeper.ts'
import type { EventHandler, InboxEventHandler } from './received-event.ts'
import { type HandlerVerdict, RegisteredHandler } from './registered-handler.ts'
import type {
  HandlerObject,
  HandlerRegistration,
  InboxSubscriber,
  Subscriber,
} from './subscriber.ts'
import { type InboxSubscriberOptions, resolveInboxSubscriberOptions } from './subscriber-options.ts'

/**
 * Makes a subscriber without handlers: register them with `on`.
 *
 * ```ts
 * const subscriber = createSubscriber({ unitOfWork: kyselyUnitOfWork(db), inbox: kyselyInbox(db) })
 * subscriber.on(OrderPlaced, { consumer: 'billing' }, async ({ data }, { tx }) => {
 *   await tx.insertInto('invoices').values({ orderId: data.orderId }).execute()
 * })
 * ```
 *
 * With `unitOfWork` and `inbox` the effects of a handler happen exactly once; without them it is called
 * at least once, and must tolerate an event twice.
 *
 * @throws BusOptionError when an option has a value that it can't have.
 */
export function createSubscriber(): Subscriber
export function createSubscriber<Tx>(options: InboxSubscriberOptions<Tx>): InboxSubscriber<Tx>
export function createSubscriber(
  options?: InboxSubscriberOptions,
): Subscriber | InboxSubscriber<unknown> {
  if (options === undefined) return new EventSubscriber(undefined)
  return new EventSubscriber(new InboxKeeper(resolveInboxSubscriberOptions(options)))
}

/** A handler of either kind: which one it is, the subscriber's inbox decides. */
type AnyHandler = EventHandler & InboxEventHandler

class EventSubscriber implements Subscriber {
  readonly #topics = new TopicRegistry()
  readonly #handlers = new Map<string, RegisteredHandler[]>()
  readonly #inbox: InboxKeeper | undefined

  constructor(inbox: InboxKeeper | undefined) {
    this.#inbox = inbox
  }

  on(event: EventType, second: HandlerOptions | AnyHandler, third?: AnyHandler): this {
    const [options, handler] = typeof second === 'function' ? [{}, second] : [second, third]
    return this.#add(event, options, handler)
  }

  register(registration: HandlerRegistration | HandlerObject): this {
    const methods = handlingMethodsOf(registration)
    if (methods.length === 0) {
      const { event, handler, ...options } = (registration ?? {}) as HandlerRegistration
      if (event === undefined && handler === undefined) throw noHandlingMethod(registration)
      return this.#add(event, options, handler)
    }
    for (const { event, name, options, pubsubName } of methods) {
      // Renaming a class or a method would make another consumer of it, for which nothing was handled.
      const named = this.#inbox === undefined ? { consumer: consumerOf(registration, name) } : {}
      const handler: EventHandler = (...parameters) =>
        (registration as Record<string | symbol, EventHandler>)[name]?.(...parameters)
      this.#add(event, { ...named, ...options, pubsubName }, handler)
    }
    return this
  }

  topics(pubsubName?: string): readonly string[] {
    return [...this.#handlers.keys()].filter(
      (topic) => this.handlersOf(topic, pubsubName).length > 0,
    )
  }

  handlersOf(topic: string, pubsubName?: string): readonly RegisteredHandler[] {
    const handlers = this.#handlers.get(topic) ?? []
    if (pubsubName === undefined) return handlers
    return handlers.filter((handler) => (handler.pubsubName ?? pubsubName) === pubsubName)
  }

  async handle(
    event: OutgoingEvent,
    { signal, attempt = 1, except = new Set(), pubsubName }: HandleOptions,
  ): Promise<readonly HandlerVerdict[]> {
    const verdicts: HandlerVerdict[] = []
    const givenUp: RegisteredHandler[] = []
    for (const handler of this.handlersOf(event.topic, pubsubName)) {
      if (except.has(handler.consumer)) continue
      if (signal.aborted) {
        verdicts.push({ consumer: handler.consumer, status: 'transient', error: signal.reason })
      } else {
        const verdict = await handler.handle(event, { signal, attempt })
        verdicts.push(verdict)
        if (verdict.status === 'permanent') givenUp.push(handler)
      }
    }
    // While another one is to be tried again, who has given up must not begin anew with it; nor when
    // the transport no longer hears of it, and delivers the event again.
    if (!signal.aborted && !verdicts.some(({ status }) => status === 'transient'))
      for (const handler of givenUp) await handler.giveUp(event)
    return verdicts
  }

  async start(): Promise<void> {
    await this.#inbox?.start()
  }

  async stop(): Promise<void> {
    await this.#inbox?.stop()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop()
  }

  #add(event: EventType, options: HandlerOptions, handler: unknown): this {
    const definition = this.#topics.register(event)
    const { topic } = definition
    if (typeof handler !== 'function') {
      const problem = `the handler is ${describeValue(handler)}, and should be a function.`
      throw new SubscriptionError({ topic, problem })
    }
    const handlers = this.#handlers.get(topic) ?? []
    const others = handlers.map(({ consumer }) => consumer)
    const hasInbox = this.#inbox !== undefined
    const settings = readHandlerSettings(options, { topic, others, hasInbox })
    const { consumer, pubsubName, retry, timeout } = settings
    const handling = this.#handling(
      handler as AnyHandler,
      new RetryPolicy(retry, { topic, consumer }),
      { topic, consumer, timeout },
    )
    this.#handlers.set(topic, [
      ...handlers,
      new RegisteredHandler({ definition, consumer, pubsubName, handling }),
    ])
    return this
  }

  #handling(handler: AnyHandler, retry: RetryPolicy, limit: TimeLimit): Handling {
    if (this.#inbox === undefined) return new AtLeastOnce({ handler, retry, limit })
    return new ExactlyOnce(this.#inbox, { handler, retry, limit })
  }
}

function consumerOf(handlers: object, method: string | symbol): string {
  const name = typeof method === 'symbol' ? (method.description ?? 'symbol') : method
  const { constructor } = handlers
  return constructor.name === '' ? name : `${constructor.name}.${name}`
}

function noHandlingMethod(handlers: object): SubscriptionError {
  const problem =
    'the object has no method that @Topic decorates. Decorate one, or register { event, handler }.'
  return new SubscriptionError({ topic: describeValue(handlers), problem })
}
