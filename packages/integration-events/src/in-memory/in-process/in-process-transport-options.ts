import type { Logger } from '../../contracts/logger.ts'
import { consoleLogger } from '../../options/console-logger.ts'
import type { Duration } from '../../options/duration.ts'
import { guardedLogger } from '../../options/guarded-logger.ts'
import { longestTimer, OptionReader } from '../../options/option-reader.ts'
import { createSubscriber } from '../../subscriber/create-subscriber.ts'
import type { Subscriber } from '../../subscriber/subscriber.ts'

/** Options of `inProcessTransport`. */
export interface InProcessTransportOptions {
  /** Who handles the events. Default: a new subscriber, to be found at the transport. */
  readonly subscriber?: Subscriber
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
}

/** The options, validated, with their defaults. */
export interface ResolvedInProcessTransportOptions {
  readonly subscriber: Subscriber
  readonly handlerRetryTimes: number
  readonly handlerRetryInterval: number
  readonly concurrency: number
  readonly rememberedEvents: number
  readonly logger: Logger
}

/** @throws BusOptionError */
export function resolveInProcessTransportOptions(
  options: InProcessTransportOptions,
): ResolvedInProcessTransportOptions {
  const reader = new OptionReader(options, 'inProcessTransport')
  reader.refuseUnknown([
    'subscriber',
    'handlerRetryTimes',
    'handlerRetryInterval',
    'concurrency',
    'rememberedEvents',
    'logger',
  ])
  const loggerMethods = ['debug', 'info', 'warn', 'error']
  return {
    subscriber: reader.has('subscriber')
      ? reader.object('subscriber', ['on', 'handlersOf'], 'a subscriber: createSubscriber()')
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
    logger: guardedLogger(
      reader.has('logger')
        ? reader.object('logger', loggerMethods, `an object with ${loggerMethods.join(', ')}`)
        : consoleLogger,
    ),
  }
}
