import type { OutgoingEvent } from '../contracts/outgoing-event.ts'
import type { EventOutput, EventType } from '../event/event-type.ts'
import type { EventHandler } from './received-event.ts'
import type { HandlerVerdict, RegisteredHandler } from './registered-handler.ts'

/** Options of one handler. */
export interface HandlerOptions {
  /**
   * Names who handles the event, unique among the handlers of its topic, and the same after a
   * restart. Default: numbered in the order of registration.
   */
  readonly consumer?: string
  /**
   * The pub/sub component that the events come through. A transport that is told its own component
   * leaves out the handlers of others. Default: whichever.
   */
  readonly pubsubName?: string
}

/** A handler with what it handles. */
export interface HandlerRegistration<Event extends EventType = EventType> extends HandlerOptions {
  /** The event that is handled, in either style. */
  readonly event: Event
  /** Handles it. */
  readonly handler: EventHandler<EventOutput<Event>>
}

/** Options of one `handle`. */
export interface HandleOptions {
  /** Aborts the handlers. */
  readonly signal: AbortSignal
  /** The number of this delivery, as far as the transport knows. Default 1. */
  readonly attempt?: number
  /** Consumers that have handled the event before, and are not called again. Default none. */
  readonly except?: ReadonlySet<string>
  /** The pub/sub component of this delivery: handlers of another are not called. Default: all are. */
  readonly pubsubName?: string
}

/** An object with methods that `@Topic` decorates. */
export type HandlerObject = object & { readonly event?: never; readonly handler?: never }

/** Knows who handles what. A transport hands events to it. */
export interface Subscriber {
  /**
   * Registers a handler. Several handlers of one event are independent of each other: each is
   * called until it has handled it.
   *
   * ```ts
   * subscriber.on(OrderPlaced, { consumer: 'billing' }, async (event, { signal }) => {
   *   await charge(event.data.orderId, { signal })
   * })
   * ```
   *
   * @throws DuplicateTopicError when another definition has the event's topic.
   * @throws SubscriptionError when the topic has a handler of this consumer already.
   */
  on<Event extends EventType>(event: Event, handler: EventHandler<EventOutput<Event>>): this
  /** The same, for a handler with options. */
  on<Event extends EventType>(
    event: Event,
    options: HandlerOptions,
    handler: EventHandler<EventOutput<Event>>,
  ): this
  /** The same as `on`, in one object. */
  register<Event extends EventType>(registration: HandlerRegistration<Event>): this
  /**
   * Registers each method of an object that `@Topic` decorates.
   *
   * @throws SubscriptionError when there is none.
   */
  register(handlers: HandlerObject): this
  /**
   * The topics that have handlers: what a transport subscribes to. With a pub/sub component, without
   * those whose handlers are all of others.
   */
  topics(pubsubName?: string): readonly string[]
  /** The handlers of a topic, for transports that retry each by itself; of this component, or of none. */
  handlersOf(topic: string, pubsubName?: string): readonly RegisteredHandler[]
  /** Runs the event's handlers one after the other, and says what became of it at each. */
  handle(event: OutgoingEvent, options: HandleOptions): Promise<readonly HandlerVerdict[]>
}
