import type { OutgoingEvent } from '../contracts/outgoing-event.ts'
import { describeValue } from '../errors/describe-value.ts'
import { SubscriptionError } from '../errors/subscription-error.ts'
import type { EventType } from '../event/event-type.ts'
import { TopicRegistry } from '../event/topic-registry.ts'
import type { EventHandler } from './received-event.ts'
import { type HandlerVerdict, RegisteredHandler } from './registered-handler.ts'
import type {
  HandleOptions,
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

  register<Event extends EventType>(registration: HandlerRegistration<Event>): this {
    const { event, handler, ...options } = registration
    return this.#add(event, options, handler)
  }

  topics(): readonly string[] {
    return [...this.#handlers.keys()]
  }

  handlersOf(topic: string): readonly RegisteredHandler[] {
    return this.#handlers.get(topic) ?? []
  }

  async handle(
    event: OutgoingEvent,
    { signal, attempt = 1, except = new Set() }: HandleOptions,
  ): Promise<readonly HandlerVerdict[]> {
    const verdicts: HandlerVerdict[] = []
    for (const handler of this.handlersOf(event.topic)) {
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
      new RegisteredHandler(definition, consumer, handler as EventHandler),
    ])
    return this
  }
}

function consumerName(
  topic: string,
  options: HandlerOptions,
  others: readonly RegisteredHandler[],
): string {
  const { consumer = `handler-${others.length + 1}`, ...unknown } = options
  const [misspelt] = Object.keys(unknown)
  if (misspelt !== undefined) {
    const problem = `there is no option '${misspelt}'; the only one is consumer.`
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
