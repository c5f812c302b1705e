import type { Logger } from '../../contracts/logger.ts'
import type { Duration } from '../../options/duration.ts'
import { longestTimer, OptionReader } from '../../options/option-reader.ts'
import { readLogger } from '../../options/read-logger.ts'
import { type DeliveryClock, systemClock } from '../../delivery/delivery-clock.ts'
import { createSubscriber } from '../../subscriber/create-subscriber.ts'
import type { EventReceiver } from '../../subscriber/event-receiver.ts'
import type { Subscriber } from '../../subscriber/subscriber.ts'

/** Options of `inProcessTransport`. */
export interface InProcessTransportOptions<Receiver extends EventReceiver = Subscriber> {
  /**
   * Who handles the events, with an inbox or without. Started and stopped with the bus. Default: a new
   * subscriber without an inbox, to be found at the transport.
   */
  readonly subscriber?: Receiver
  /**
   * How often a handler that failed is tried again within one send; the bus's own retries come on
   * top. Default 0.
   */
  readonly handlerRetryTimes?: number
  /** The pause before it. Default `100ms`. */
  readonly handlerRetryInterval?: Duration
  /**
   * Handlers that run at once. Default 1.
   *
   * One at a time on purpose: on SQLite there is one connection, and a handler that awaits slow I/O
   * inside of a transaction blocks everyone else, publishers included.
   */
  readonly concurrency?: number
  /**
   * Of how many events with handlers left to run it is remembered which handlers have finished. What
   * is forgotten runs again. Default 10,000.
   */
  readonly rememberedEvents?: number
  /** Default: warnings and errors to the console. */
  readonly logger?: Logger
  /** By which handlers' own pauses are measured; for tests. Default: the process's. */
  readonly clock?: DeliveryClock
}

/** The options, validated, with their defaults. */
export interface ResolvedInProcessTransportOptions {
  readonly subscriber: EventReceiver
  readonly handlerRetryTimes: number
  readonly handlerRetryInterval: number
  readonly concurrency: number
  readonly rememberedEvents: number
  readonly logger: Logger
  readonly clock: DeliveryClock
}

/** @throws BusOptionError */
export function resolveInProcessTransportOptions(
  options: InProcessTransportOptions<EventReceiver>,
): ResolvedInProcessTransportOptions {
  const reader = new OptionReader(options, 'inProcessTransport')
  reader.refuseUnknown([
    'subscriber',
    'handlerRetryTimes',
    'handlerRetryInterval',
    'concurrency',
    'rememberedEvents',
    'logger',
    'clock',
  ])
  return {
    subscriber: reader.has('subscriber')
      ? reader.object(
          'subscriber',
          ['handlersOf', 'start', 'stop'],
          'a subscriber: createSubscriber()',
        )
      : createSubscriber(),
    handlerRetryTimes: reader.integer('handlerRetryTimes', 0, { minimum: 0, maximum: 1_000 }),
    handlerRetryInterval: reader.duration('handlerRetryInterval', 100, {
      minimum: 0,
      maximum: longestTimer,
    }),
    concurrency: reader.integer('concurrency', 1, { minimum: 1, maximum: 1_000 }),
    rememberedEvents: reader.integer('rememberedEvents', 10_000, {
      minimum: 1,
      maximum: 10_000_000,
    }),
    logger: readLogger(reader),
    clock: reader.has('clock') ? reader.clock('clock') : systemClock,
  }
}
