import type { OutgoingEvent } from './outgoing-event.ts'

/**
 * What became of one event in one call.
 *
 * - `accepted`: the broker has it for good.
 * - `transient`: the broker does not have it; sending it again can work. `concerns: 'event'` says that
 *   the transport itself works (one handler threw, one message was refused for now), so that this
 *   is no step towards opening the topic's circuit. Default 'topic'.
 * - `permanent`: it can never work (too large, refused by the broker); exhausted at once.
 * - `configuration`: the topic or component does not exist or is not permitted; pauses the topic,
 *   costs no attempt, is logged once.
 * - `unknown`: it may have arrived (a timeout, a connection that broke); counts as an attempt and
 *   is sent again with the same id.
 */
export type PublishOutcome =
  | { readonly status: 'accepted' }
  | {
      readonly status: 'transient'
      readonly error: unknown
      readonly concerns?: 'topic' | 'event'
      /**
       * Milliseconds to wait before the event is sent again, in place of the bus's own pauses; a year
       * at most. Default: those.
       */
      readonly retryAfter?: number
    }
  | { readonly status: 'permanent' | 'configuration' | 'unknown'; readonly error: unknown }

/** What a call to a publisher is given besides the events. */
export interface PublishContext {
  /** Aborted when `publishTimeout` has passed or the work is abandoned at the end of a stop. */
  readonly signal: AbortSignal
}

/** Brings events to a broker. */
export interface Publisher {
  /** Names the transport in errors and logs, for example `dapr`. */
  readonly name: string
  /** The most events that one call takes. Default 100. */
  readonly maxBatchSize?: number
  /** The most bytes of data that one call takes; an event larger than it goes alone. Default 1 MiB. */
  readonly maxBatchBytes?: number
  /**
   * The most calls that it works on at once: more would wait for each other, and the waiting would
   * count against `publishTimeout`. Default: no limit but the bus's `concurrency`.
   */
  readonly maxConcurrency?: number
  /**
   * Gets ready, called once by `bus.start()` before anything is sent. Rejects when the transport is
   * asked for what it cannot do, so that a mistake is found at start.
   */
  open?(context: PublishContext): Promise<void>
  /**
   * Sends events of one topic and answers with one outcome per event, in the same order. Batch in,
   * one true outcome per event out: a partial failure must never be reported as success. A missing
   * outcome, and an error thrown by the call, count as `unknown` for the events concerned.
   */
  publish(
    events: readonly OutgoingEvent[],
    context: PublishContext,
  ): Promise<readonly PublishOutcome[]>
  /** Frees what `open` took; called once by `bus.stop()` after the last send has ended. */
  close?(): Promise<void>
}
