import type { EventLogStats, EventSelection } from '../contracts/event-log.ts'
import type { DrainResult } from '../delivery/drain-run.ts'
import type { HandOver } from '../delivery/hand-over.ts'
import { BusOptionError } from '../errors/bus-option-error.ts'
import { BusStoppedError } from '../errors/bus-stopped-error.ts'
import { EventLogUnavailableError } from '../errors/event-log-unavailable-error.ts'
import { IntegrationEventsError } from '../errors/integration-events-error.ts'
import { definitionOf, type EventType } from '../event/event-type.ts'
import type { IntegrationEvent } from '../event/integration-event.ts'
import { TopicRegistry } from '../event/topic-registry.ts'
import { type Duration, parseDuration } from '../options/duration.ts'
import type { ResolvedBusOptions } from '../options/resolve-bus-options.ts'
import { checkEventSelection } from './check-event-selection.ts'
import { CommittedEvents, registerCommittedEvents } from './committed-events.ts'
import type { Delivery } from './delivery.ts'
import { EventPublishing } from './event-publishing.ts'
import { type ExhaustedEvents, exhaustedEvents } from './exhausted-events.ts'
import type {
  DrainOptions,
  IntegrationEventBus,
  SettledOptions,
  StopOptions,
} from './integration-event-bus.ts'
import { keyNotice } from './key-notice.ts'
import { nothingOwned } from './nothing-owned.ts'
import { type EventPreparation, prepareEvent, publishCall } from './prepare-event.ts'
import type { PublishedEvent, PublishOptions } from './publish-options.ts'

/** The bus over a unit of work, an event log and delivery. */
export class OutboxBus implements IntegrationEventBus {
  readonly exhausted: ExhaustedEvents
  readonly #options: ResolvedBusOptions
  readonly #delivery: Delivery
  readonly #publishing: EventPublishing
  readonly #preparation: EventPreparation
  #opening: Promise<void> | undefined
  #starting: Promise<void> | undefined
  #stopping: Promise<void> | undefined

  /** @throws InvalidTopicError, EventDefinitionError, DuplicateTopicError */
  constructor(options: ResolvedBusOptions, delivery: Delivery) {
    const topics = new TopicRegistry()
    for (const event of options.events) topics.register(event)
    const { unitOfWork, eventLog, outsideUnitOfWork, traceContext, logger } = options
    this.#options = options
    this.#delivery = delivery
    const notice = keyNotice(logger)
    this.#preparation = { source: options.delivery.source, topics, traceContext, logger, notice }
    // Also when this process has stopped, units of work commit, and their events must be stored.
    const handOver: HandOver = {
      reserve: (events) =>
        this.#stopping === undefined ? delivery.reserve(events) : nothingOwned(events),
    }
    const committed = new CommittedEvents()
    registerCommittedEvents(this, committed)
    this.#publishing = new EventPublishing({
      unitOfWork,
      eventLog,
      handOver,
      committed,
      outsideUnitOfWork,
    })
    this.exhausted = exhaustedEvents(eventLog, () => delivery.wakeUp('full'))
  }

  publish(
    event: EventType | IntegrationEvent,
    second?: unknown,
    third?: PublishOptions,
  ): Promise<PublishedEvent> {
    const call = publishCall(event, second, third)
    const prepared =
      this.#stopping === undefined
        ? prepareEvent(call, this.#preparation)
        : Promise.reject(new BusStoppedError({ operation: 'publish' }))
    return this.#publishing.publish(topicOf(call.event), prepared, call.options?.unitOfWork)
  }

  start(): Promise<void> {
    this.#starting ??= this.#start().catch((error: unknown) => {
      this.#starting = undefined
      throw error
    })
    return this.#starting
  }

  async #start(): Promise<void> {
    this.#assertNotStopped('start')
    await this.#open()
    this.#assertNotStopped('start')
    if (!this.#options.delivery.deliver) return
    try {
      await this.#delivery.start()
    } catch (error) {
      this.#assertNotStopped('start')
      throw error
    }
  }

  stop({ timeout }: StopOptions = {}): Promise<void> {
    try {
      this.#stopping ??= this.#delivery.stop(bounds('stop.timeout', timeout))
    } catch (error) {
      return Promise.reject(error as Error)
    }
    return this.#stopping
  }

  async drain({ timeout, signal }: DrainOptions = {}): Promise<DrainResult> {
    this.#assertNotStopped('drain')
    const options = bounds('drain.timeout', timeout)
    await this.#open()
    return this.#delivery.drain(signal === undefined ? options : { ...options, signal })
  }

  async settled({ timeout }: SettledOptions = {}): Promise<void> {
    this.#assertNotStopped('settled')
    const options = bounds('settled.timeout', timeout)
    try {
      await this.#delivery.settled({ ...options, starting: this.#starting })
    } catch (error) {
      this.#assertNotStopped('settled')
      throw error
    }
  }

  stats(): Promise<EventLogStats> {
    return this.#options.eventLog.stats()
  }

  async requeue(selection: EventSelection): Promise<number> {
    checkEventSelection(selection)
    const requeued = await this.#options.eventLog.requeue(selection)
    if (requeued > 0) this.#delivery.wakeUp('full')
    return requeued
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop()
  }

  #open(): Promise<void> {
    this.#opening ??= this.#checkEventLog().catch((error: unknown) => {
      this.#opening = undefined
      throw error
    })
    return this.#opening
  }

  async #checkEventLog(): Promise<void> {
    const { eventLog, unitOfWork, logger, delivery } = this.#options
    try {
      const { warnings } = await eventLog.open({ unitOfWork, source: delivery.source })
      for (const warning of warnings) logger.warn(warning, { eventLog: eventLog.name })
    } catch (cause) {
      if (IntegrationEventsError.isInstance(cause)) throw cause
      throw new EventLogUnavailableError({ eventLog: eventLog.name, cause })
    }
  }

  #assertNotStopped(operation: string): void {
    if (this.#stopping !== undefined) throw new BusStoppedError({ operation })
  }
}

function bounds(option: string, timeout: Duration | undefined): { readonly timeout?: number } {
  if (timeout === undefined) return {}
  const parsed = parseDuration(timeout)
  if (parsed !== undefined) return { timeout: parsed }
  const allowed = "a duration, as milliseconds or as '500ms', '60s', '5m'"
  throw new BusOptionError({ option, received: timeout, allowed })
}

/** For errors; what is wrong with an event that has none, its preparation tells. */
function topicOf(event: EventType): string {
  try {
    return definitionOf(event).topic
  } catch {
    return '?'
  }
}
