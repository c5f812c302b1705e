import type { Logger } from '../contracts/logger.ts'
import type { OutgoingEvent } from '../contracts/outgoing-event.ts'
import type { Publisher, PublishContext, PublishOutcome } from '../contracts/publisher.ts'
import { deliveryDateHeader } from '../event/delivery-date.ts'
import type { EventReceiver } from '../subscriber/event-receiver.ts'
import type { RegisteredHandler } from '../subscriber/registered-handler.ts'
import type { Subscriber } from '../subscriber/subscriber.ts'
import { type EventProgress, HandlerProgress } from './in-process/handler-progress.ts'
import { HandlerRuns } from './in-process/handler-runs.ts'
import {
  type InProcessTransportOptions,
  type ResolvedInProcessTransportOptions,
  resolveInProcessTransportOptions,
} from './in-process/in-process-transport-options.ts'

/** A transport whose broker is this process. */
export interface InProcessTransport<Receiver extends EventReceiver = Subscriber> extends Publisher {
  /** Register handlers here. */
  readonly subscriber: Receiver
}

/**
 * Brings events to handlers in the same process: for an application of one process, for tests, and
 * for what becomes a message to others only later.
 *
 * ```ts
 * const transport = inProcessTransport()
 * transport.subscriber.on(OrderPlaced, async (event) => { … })
 * ```
 *
 * An event is accepted once all its handlers have handled it. Each is retried by itself: when the
 * event is sent again, those that have finished don't run again, as far as this process remembers.
 * An event without handlers is accepted, with one warning per topic.
 *
 * Handlers run one at a time by default, and no more sends begin than handlers may run. All handlers
 * of an event together should take less than the bus's `publishTimeout`. A handler that goes on
 * after that time is waited for by the next send of the same event, and holds up no other.
 *
 * A handler that throws is retried for its event alone: it never pauses the topic. One with a
 * `retry.interval` of its own is tried again after that pause, whatever the others do; the bus's
 * `maxRetryTimes` still ends it. An event that every handler has handled or given up, and at least one
 * has given up, is exhausted: `bus.exhausted` is where the dead letters are.
 *
 * With `subscriber: createSubscriber({ unitOfWork, inbox })` the effects of handlers happen exactly once.
 *
 * @throws BusOptionError
 */
export function inProcessTransport<Receiver extends EventReceiver = Subscriber>(
  options: InProcessTransportOptions<Receiver> = {},
): InProcessTransport<Receiver> {
  const resolved = resolveInProcessTransportOptions(options)
  // What was given, or the default that `Receiver` has when nothing is.
  return new HandlerTransport<Receiver>(resolved, resolved.subscriber as EventReceiver as Receiver)
}

class HandlerTransport<Receiver extends EventReceiver> implements InProcessTransport<Receiver> {
  readonly name = 'in-process'
  /** One event at a time, so that `publishTimeout` is an event's time and not a batch's. */
  readonly maxBatchSize = 1
  readonly maxConcurrency: number
  readonly subscriber: Receiver
  readonly #logger: Logger
  readonly #runs: HandlerRuns
  readonly #progress: HandlerProgress
  readonly #topicsWithoutHandlers = new Set<string>()

  constructor(options: ResolvedInProcessTransportOptions, subscriber: Receiver) {
    this.subscriber = subscriber
    this.#logger = options.logger
    this.maxConcurrency = options.concurrency
    this.#runs = new HandlerRuns(options)
    this.#progress = new HandlerProgress(options.rememberedEvents)
  }

  async open(): Promise<void> {
    await this.subscriber.start()
  }

  async close(): Promise<void> {
    await this.subscriber.stop()
  }

  publish(
    events: readonly OutgoingEvent[],
    { signal }: PublishContext,
  ): Promise<readonly PublishOutcome[]> {
    return Promise.all(events.map((event) => this.#send(event, signal)))
  }

  async #send(event: OutgoingEvent, signal: AbortSignal): Promise<PublishOutcome> {
    const handlers = this.subscriber.handlersOf(event.topic)
    if (handlers.length === 0) return this.#acceptWithoutHandlers(event.topic)
    const progress = this.#progress.begin(event)
    const date = event.headers[deliveryDateHeader]
    if (date !== progress.deliveryDate) {
      progress.deliveryDate = date
      await this.#beginAnew(event, handlers, progress)
    }
    const outcomes = await Promise.all(
      handlers.map((handler) => this.#runs.run(handler, event, progress, signal)),
    )
    this.#progress.end(progress)
    const outcome = worst(outcomes)
    if (outcome.status === 'accepted') this.#progress.forget(event.id)
    if (outcome.status === 'permanent') await this.#giveUp(event, handlers, progress)
    return outcome
  }

  /**
   * The bus may have exhausted the event for one handler while another one had given it up: in a replay
   * both begin anew.
   */
  async #beginAnew(
    event: OutgoingEvent,
    handlers: readonly RegisteredHandler[],
    progress: EventProgress,
  ): Promise<void> {
    progress.failed.clear()
    await this.#giveUp(event, handlers, progress)
  }

  /** If someone replays it, a handler that was mended in the meantime gets its chance. */
  async #giveUp(
    event: OutgoingEvent,
    handlers: readonly RegisteredHandler[],
    { permanent }: EventProgress,
  ): Promise<void> {
    for (const handler of handlers)
      if (permanent.delete(handler.consumer)) await handler.giveUp(event)
  }

  #acceptWithoutHandlers(topic: string): PublishOutcome {
    if (!this.#topicsWithoutHandlers.has(topic)) {
      this.#topicsWithoutHandlers.add(topic)
      this.#logger.warn(`events of the topic '${topic}' have no handler in this process`, { topic })
    }
    return { status: 'accepted' }
  }
}

/** As long as one handler can still succeed, the event is sent again. */
const severity = ['unknown', 'transient', 'configuration', 'permanent', 'accepted'] as const

function worst(outcomes: readonly PublishOutcome[]): PublishOutcome {
  const [first = { status: 'accepted' }] = outcomes.toSorted(
    (a, b) =>
      severity.indexOf(a.status) - severity.indexOf(b.status) || pauseAfter(a) - pauseAfter(b),
  )
  return first
}

/** Of several handlers that are to be tried again, the one that is due first decides. */
function pauseAfter(outcome: PublishOutcome): number {
  // Without a wish it is the bus's pause, of which nothing is known here.
  return outcome.status === 'transient' ? (outcome.retryAfter ?? 0) : 0
}
