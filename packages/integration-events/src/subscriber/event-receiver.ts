import type { OutgoingEvent } from '../contracts/outgoing-event.ts'
import type { HandlerVerdict, RegisteredHandler } from './registered-handler.ts'

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

/** A subscriber as a transport sees it: what it hands events to. */
export interface EventReceiver extends AsyncDisposable {
  /**
   * The topics that have handlers: what a transport subscribes to. With a pub/sub component, without
   * those whose handlers are all of others.
   */
  topics(pubsubName?: string): readonly string[]
  /** The handlers of a topic, for transports that retry each by itself; of this component, or of none. */
  handlersOf(topic: string, pubsubName?: string): readonly RegisteredHandler[]
  /**
   * Runs the event's handlers one after the other, and says what became of it at each. When none is to
   * be tried again, but some have given up, their attempts are forgotten: for them a replay begins anew.
   * Not so once `signal` is aborted: nobody learns of the verdicts, and the event is delivered again.
   */
  handle(event: OutgoingEvent, options: HandleOptions): Promise<readonly HandlerVerdict[]>
  /**
   * Checks that the inbox can keep its promise, and begins to delete its expired records. Without this
   * call the first delivery does it: call it at start, to find out then. Nothing to do without an inbox.
   *
   * @throws InboxTablesMissingError, InboxUnavailableError, DifferentDatabasesError,
   *   SecondConnectionError, EventLogVersionError
   */
  start(): Promise<void>
  /**
   * Ends the deletion of expired records; waits up to 5 seconds for a batch that is under way. Handlers
   * that run are the transport's to wait for.
   */
  stop(): Promise<void>
}
