import type { EventOutput, EventType } from '../event/event-type.ts'
import type { EventReceiver } from './event-receiver.ts'
import type { HandlerOptions, InboxHandlerOptions } from './handler-options.ts'
import type { EventHandler, InboxEventHandler } from './received-event.ts'

/** A handler with what it handles. */
export interface HandlerRegistration<Event extends EventType = EventType> extends HandlerOptions {
  /** The event that is handled, in either style. */
  readonly event: Event
  /** Handles it. */
  readonly handler: EventHandler<EventOutput<Event>>
}

/** A handler with an inbox, with what it handles. */
export interface InboxHandlerRegistration<
  Event extends EventType = EventType,
  Tx = unknown,
> extends InboxHandlerOptions {
  /** The event that is handled, in either style. */
  readonly event: Event
  /** Handles it, in the unit of work that records it. */
  readonly handler: InboxEventHandler<EventOutput<Event>, Tx>
}

/** An object with methods that `@Topic` decorates. */
export type HandlerObject = object & { readonly event?: never; readonly handler?: never }

/**
 * Knows who handles what, each event at least once. A transport hands events to it.
 *
 * Nothing remembers what was handled: a handler must tolerate an event twice. See `InboxSubscriber`.
 */
export interface Subscriber extends EventReceiver {
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
   * @throws SubscriptionError when the topic has a handler of this consumer already, or an option has a
   *   value that it can't have.
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
}

/**
 * Knows who handles what, and remembers what was handled: each handler runs in a unit of work in
 * which the event is recorded for its consumer, so that its effects happen exactly once.
 */
export interface InboxSubscriber<Tx = unknown> extends EventReceiver {
  /**
   * Registers a handler. Several handlers of one event are several consumers: each has its own
   * transaction and its own record.
   *
   * ```ts
   * subscriber.on(OrderPlaced, { consumer: 'billing' }, async ({ data }, { tx }) => {
   *   await tx.insertInto('invoices').values({ orderId: data.orderId }).execute()
   * })
   * ```
   *
   * @throws DuplicateTopicError when another definition has the event's topic.
   * @throws SubscriptionError when there is no consumer, when the topic has a handler of this consumer
   *   already, or when an option has a value that it can't have.
   */
  on<Event extends EventType>(
    event: Event,
    options: InboxHandlerOptions,
    handler: InboxEventHandler<EventOutput<Event>, Tx>,
  ): this
  /** The same as `on`, in one object. */
  register<Event extends EventType>(registration: InboxHandlerRegistration<Event, Tx>): this
  /**
   * Registers each method of an object that `@Topic` decorates. Each needs its `consumer`.
   *
   * @throws SubscriptionError when there is none, or one has no consumer.
   */
  register(handlers: HandlerObject): this
}
