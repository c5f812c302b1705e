import { describeValue } from '../errors/describe-value.ts'
import { SubscriptionError } from '../errors/subscription-error.ts'
import { definitionOf, type EventOutput, type EventType } from '../event/event-type.ts'
import { addHandlingMethod } from './handling-methods.ts'
import type { HandlerOptions } from './handler-options.ts'
import type { ReceivedEvent } from './received-event.ts'

/** Options of one method that handles an event. */
export interface TopicOptions extends Omit<HandlerOptions, 'pubsubName'> {
  /**
   * Names who handles the event, unique among the handlers of its topic, and the same after a
   * restart. Default: the names of class and method, `OrderHandlers.bill`; required where the subscriber
   * has an inbox, since a renamed method would handle everything again.
   */
  readonly consumer?: string
}

/**
 * A method that handles an event: `EventHandler` or `InboxEventHandler` as a method. Its context is a
 * `HandlerContext`, or an `InboxHandlerContext` where the subscriber has an inbox.
 */
// oxlint-disable-next-line typescript/no-explicit-any -- which of the two it is, only its registration tells
export type HandlingMethod<Data> = (event: ReceivedEvent<Data>, context: any) => unknown

/** Decorates a method that handles an event of this type. */
export interface TopicDecorator<Data> {
  /** As a decorator of the standard. */
  <This, Method extends HandlingMethod<Data>>(
    method: Method,
    context: ClassMethodDecoratorContext<This, Method>,
  ): void
  /** As one of TypeScript's `experimentalDecorators`. */
  <Method extends HandlingMethod<Data>>(
    prototype: object,
    name: string | symbol,
    descriptor: TypedPropertyDescriptor<Method>,
  ): void
}

/**
 * Has a method handle an event that comes through a pub/sub component, once its object is registered.
 * A decorator of the standard, and of TypeScript's `experimentalDecorators`.
 *
 * ```ts
 * class OrderHandlers {
 *   @Topic('pubsub', DemoIntegrationEvent)
 *   async handle({ data }: ReceivedEvent<ClassEventData<DemoIntegrationEvent>>) {}
 * }
 *
 * subscriber.register(new OrderHandlers())
 * ```
 *
 * A minifier that renames classes renames consumers: then give each its own.
 *
 * @throws SubscriptionError for what is no method of an instance, or when the component has no name.
 * @throws EventDefinitionError, InvalidTopicError for what is no event.
 */
export function Topic<Event extends EventType>(
  pubsubName: string,
  event: Event,
  options: TopicOptions = {},
): TopicDecorator<EventOutput<Event>> {
  const { topic } = definitionOf(event)
  const refuse = (problem: string): never => {
    throw new SubscriptionError({ topic, problem })
  }
  if (typeof pubsubName !== 'string' || pubsubName.trim() === '') {
    refuse(
      `its pub/sub component is ${describeValue(pubsubName)}, and should be a string that is not empty.`,
    )
  }
  const onlyMethods = '@Topic is for methods of instances that others may call.'
  return (
    target: object,
    context: ClassMethodDecoratorContext | string | symbol,
    descriptor?: PropertyDescriptor,
  ): void => {
    if (typeof context === 'object') {
      const { kind, name, private: isPrivate, static: isStatic } = context
      if (kind !== 'method' || isPrivate || isStatic) refuse(onlyMethods)
      context.addInitializer(function initialize() {
        addHandlingMethod(this as object, { name, event, pubsubName, options })
      })
      return
    }
    if (typeof target === 'function' || typeof descriptor?.value !== 'function') refuse(onlyMethods)
    addHandlingMethod(target, { name: context, event, pubsubName, options })
  }
}
