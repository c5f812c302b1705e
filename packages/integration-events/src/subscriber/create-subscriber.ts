import type { OutgoingEvent } from '../contracts/outgoing-event.ts'
import { describeValue } from '../errors/describe-value.ts'
import { SubscriptionError } from '../errors/subscription-error.ts'
import type { EventType } from '../event/event-type.ts'
import { TopicRegistry } from '../event/topic-registry.ts'
import { handlingMethodsOf } from './handling-methods.ts'
import type { EventHandler } from './received-event.ts'
import { type HandlerVerdict, RegisteredHandler } from './registered-handler.ts'
import type {
  HandleOptions,
  HandlerObject,
  HandlerOptions,
  HandlerRegistration,
  Subscriber,
} from './subscriber.ts'

/** Makes a subscriber without handlers: register them with `on`. */
export function createSubscriber(): Subscriber {
  return new EventSubscriber()
}

class EventSubscriber implements Subscriber {
  readonly #topics = new TopicRegistry()
  readonly #handlers = new Map<string, RegisteredHandler[]>()

  on(event: EventType, second: HandlerOptions | EventHandler, third?: EventHandler): this {
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
      const consumer = consumerOf(registration, name)
      const handler: EventHandler = (...parameters) =>
        (registration as Record<string | symbol, EventHandler>)[name]?.(...parameters)
      this.#add(event, { consumer, ...options, pubsubName }, handler)
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
    for (const handler of this.handlersOf(event.topic, pubsubName)) {
      if (except.has(handler.consumer)) continue
      if (signal.aborted) {
        verdicts.push({ consumer: handler.consumer, status: 'transient', error: signal.reason })
      } else {
        verdicts.push(await handler.handle(event, { signal, attempt }))
      }
    }
    return verdicts
  }

  #add(event: EventType, options: HandlerOptions, handler: unknown): this {
    const definition = this.#topics.register(event)
    const { topic } = definition
    if (typeof handler !== 'function') {
      const problem = `the handler is ${describeValue(handler)}, and should be a function.`
      throw new SubscriptionError({ topic, problem })
    }
    const handlers = this.#handlers.get(topic) ?? []
    const consumer = consumerName(topic, options, handlers)
    this.#handlers.set(topic, [
      ...handlers,
      new RegisteredHandler(definition, consumer, handler as EventHandler, options.pubsubName),
    ])
    return this
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

function consumerName(
  topic: string,
  options: HandlerOptions,
  others: readonly RegisteredHandler[],
): string {
  const { consumer = `handler-${others.length + 1}`, pubsubName, ...unknown } = options
  const [misspelt] = Object.keys(unknown)
  if (misspelt !== undefined) {
    const problem = `there is no option '${misspelt}'; there are only consumer and pubsubName.`
    throw new SubscriptionError({ topic, problem })
  }
  if (pubsubName !== undefined && (typeof pubsubName !== 'string' || pubsubName.trim() === '')) {
    const problem = `its pubsubName is ${describeValue(pubsubName)}, and should be a string that is not empty.`
    throw new SubscriptionError({ topic, problem })
  }
  if (typeof consumer !== 'string' || consumer.trim() === '') {
    const problem = `its consumer is ${describeValue(consumer)}, and should be a string that is not empty.`
    throw new SubscriptionError({ topic, problem })
  }
  if (others.some((other) => other.consumer === consumer)) {
    const problem = `the consumer '${consumer}' handles this topic already. Give each handler a name of its own.`
    throw new SubscriptionError({ topic, problem })
  }
  return consumer
}
