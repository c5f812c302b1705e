import type { Duration } from '../options/duration.ts'

/**
 * How a handler that fails is tried again. The same on every transport: where the transport has a way
 * of its own to try again (Dapr), that decides when.
 */
export interface HandlerRetryPolicy {
  /**
   * Runs of the handler for one event, the first included. When the last one fails, the event is given
   * up: it goes to the dead letters (Dapr: the dead letter topic; in process: the exhausted events), and
   * a replay begins anew. Runs that end with the process count; a unit of work that could not begin,
   * or not before the transport's time was over, in which the handler was not called, does not.
   *
   * With an inbox, runs are counted in its table, for all replicas together, in a transaction of its
   * own before each; without one, in the memory of each process, when they have failed or the transport
   * does not wait any more: a handler that hangs needs a `timeout` there. Default: none, the transport tries
   * as long as it does.
   */
  readonly maxAttempts?: number
  /**
   * The pause after the first failure; it doubles with each, and a quarter at random comes on top.
   * Default: the transport's own. Where the transport tries again by itself (Dapr), it is not used.
   */
  readonly interval?: Duration
  /** The longest such pause. Default `15m`; at least `interval`. */
  readonly maximumInterval?: Duration
}

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
  /**
   * How long one run may take. Then its `signal` is aborted and the run counts as failed; with an
   * inbox its transaction is rolled back, without one what it does later still happens. Default:
   * none but the transport's.
   */
  readonly timeout?: Duration
  /** How it is tried again when it fails. Default: as the transport does. */
  readonly retry?: HandlerRetryPolicy
}

/** Options of one handler with an inbox. */
export interface InboxHandlerOptions extends HandlerOptions {
  /**
   * Names who handles the event: the inbox records by this name that it was handled. Unique among the
   * handlers of its topic and among all applications that share the inbox's table; the same after
   * a restart and on every replica, since under another name the event would be handled again. Two
   * handlers of different topics with one name handle an event that comes by both once.
   */
  readonly consumer: string
}
