import type { UnitOfWork } from 'uow'
import type { EventLog } from '../contracts/event-log.ts'
import type { Logger } from '../contracts/logger.ts'
import type { Publisher } from '../contracts/publisher.ts'
import type { DeliveryClock } from '../delivery/delivery-clock.ts'
import type { ExhaustedHook } from '../delivery/exhausted-events.ts'
import type { EventType } from '../event/event-type.ts'
import type { TraceContext } from '../event/trace-context.ts'
import type { Duration } from './duration.ts'

/**
 * Options of `createIntegrationEventBus`. An option that is undefined counts as not given; one that
 * does not exist, or has a value that is not allowed, throws `BusOptionError`.
 */
export interface BusOptions extends RetryOptions, CleaningOptions, DeliveryTuningOptions {
  /** The unit of work in which rows and events commit together. */
  readonly unitOfWork: UnitOfWork
  /** Where events are stored, in the unit of work's database. */
  readonly eventLog: EventLog
  /** The transport that brings events to the broker. */
  readonly publisher: Publisher
  /**
   * The events that this application publishes. Their topics are checked when the bus is created;
   * those of other events when they are published first. Default none.
   */
  readonly events?: readonly EventType[]
  /**
   * Whether this process delivers. False for those that only publish (web tiers, scripts,
   * serverless functions): their events are born pending, for other processes or for `drain()`.
   * Default true.
   */
  readonly deliver?: boolean
  /**
   * Names the application: the CloudEvents' source, and the owner of the event log. Default: the
   * `name` of the nearest package.json above the entry script; where that script lies in
   * node_modules, above the working directory; else `app`. Read once. Give it where processes with
   * different entry scripts are one application.
   */
  readonly source?: string
  /**
   * What `publish` does outside of any unit of work: `throw` an `OutsideUnitOfWorkError`, or `open`
   * a short one of the event's own. Work that has outlived its unit of work is refused either way, and so
   * is the handler of an event with an inbox whose unit of work is not the bus's. Default `throw`.
   */
  readonly outsideUnitOfWork?: 'throw' | 'open'
  /** Where the library writes. Default: warnings and errors to the console. */
  readonly logger?: Logger
  /** Called for each event that is given up. Default none: they are kept, and counted in `stats()`. */
  readonly onExhausted?: ExhaustedHook
  /**
   * Asked at each `publish`, in its own context, for the trace that the event belongs to. An error
   * is logged, and the event goes without. Default none.
   */
  readonly traceContext?: () => TraceContext | undefined
  /**
   * For tests: the clock by which delivery measures and waits (retries, backoff, circuits, polling,
   * time limits, this process's view of its lease): `virtualClock()` of `integration-events/testing`.
   * The dates in a database are the database's own. Default: the process's monotonic clock.
   */
  readonly clock?: DeliveryClock | undefined
}

/** How an event that could not be sent is tried again. */
export interface RetryOptions {
  /**
   * Retries from the event log before an event is exhausted; those from memory don't count (1 + 3 +
   * 50 sends at most while its topic's circuit stays closed; probes of a paused topic don't count).
   * Default 50.
   */
  readonly maxRetryTimes?: number
  /** The most events that are claimed from the event log at once. Default 100. */
  readonly retryBatchSize?: number
  /**
   * The first pause before an event is retried from the event log; it doubles with each retry up to
   * `backoff.maximum`, and is stretched by up to a quarter, at random. Never shorter than stated.
   * Default `60s`.
   */
  readonly failedRetryInterval?: Duration
  /** How the pauses between retries from the event log grow. */
  readonly backoff?: {
    /**
     * The longest pause between two retries from the event log. Default `15m`, or
     * `failedRetryInterval` if that is longer.
     */
    readonly maximum?: Duration
  }
  /** Retries from this process's memory, before the event goes back to the event log. Default 3. */
  readonly localRetryTimes?: number
  /**
   * The pause before a retry from memory; not longer than `failedRetryInterval`. Default `3s`, or
   * `failedRetryInterval` if that is shorter.
   */
  readonly localFailedRetryInterval?: Duration
}

/** What is dropped and deleted, and when. */
export interface CleaningOptions {
  /** How often what the local queue no longer owns is dropped from it. Default `60s`. */
  readonly cleaningLocalQueueExpireInterval?: Duration
  /** How often expired events are deleted. Default `5m`. */
  readonly cleaningExpireInterval?: Duration
  /** How long a published event is kept, counted from its creation. Default `1d`. */
  readonly expireDate?: Duration
  /** How long an exhausted event is kept, counted from when it was given up; null: forever. Default null. */
  readonly exhaustedExpireDate?: Duration | null
}

/** What has a default that is right on a small machine. */
export interface DeliveryTuningOptions {
  /**
   * How long this process may be silent before others take its events. A takeover after a crash
   * waits this long. Default `30s`.
   */
  readonly leaseDuration?: Duration
  /**
   * How long one call of the publisher may take; at most half of `leaseDuration`, since no send may
   * outlive the lease. Default `10s`, or a third of `leaseDuration` if that is shorter.
   */
  readonly publishTimeout?: Duration
  /** Calls of the publisher in flight at once. Default 4. */
  readonly concurrency?: number
  /** How much waits in memory; what is beyond it waits in the event log. */
  readonly localQueueCapacity?: {
    /** Default 10,000. */
    readonly events?: number
    /** Bytes of data. Default 32 MiB. */
    readonly bytes?: number
  }
  /**
   * How often the event log is looked through for what no process holds; wake-ups make it sooner.
   * Default `1s`.
   */
  readonly pollInterval?: Duration
  /** When a transport fails, the events wait, and no attempts are used up. Per topic. */
  readonly circuitBreaker?: {
    /** Transport failures in a row that open the circuit. Default 5. */
    readonly failures?: number
    /** The pause before the first probe; it doubles with each that fails. Default `1s`. */
    readonly probeInterval?: Duration
    /** The longest pause between probes. Default `30s`, or `probeInterval` if that is longer. */
    readonly maximumProbeInterval?: Duration
  }
}
