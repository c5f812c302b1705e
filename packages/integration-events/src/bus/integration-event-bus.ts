import type { EventLogStats, EventSelection } from '../contracts/event-log.ts'
import type { DrainResult } from '../delivery/drain-run.ts'
import type { EventDefinition } from '../event/event-definition.ts'
import type { IntegrationEvent } from '../event/integration-event.ts'
import type { Duration } from '../options/duration.ts'
import type { ExhaustedEvents } from './exhausted-events.ts'
import type { PublishedEvent, PublishOptions } from './publish-options.ts'

/** Options of `stop`. */
export interface StopOptions {
  /**
   * How long to wait for what is being sent; then it is abandoned, and another process sends it
   * again. Up to 15 seconds more pass if the database or the publisher does not answer: outcomes are
   * written, the session is ended and the publisher is closed. Default `10s`.
   */
  readonly timeout?: Duration
}

/** Options of `drain`. */
export interface DrainOptions {
  /** How long to go on at most; what is being sent then is finished. Default `30s`. */
  readonly timeout?: Duration
  /** Ends it early. */
  readonly signal?: AbortSignal
}

/** Options of `settled`. */
export interface SettledOptions {
  /** How long to wait, in real time, also where the bus has another `clock`. Default `30s`. */
  readonly timeout?: Duration
}

/** Publishes events in units of work, and delivers them. `await using` stops it. */
export interface IntegrationEventBus extends AsyncDisposable {
  /**
   * Publishes an event: it is stored with the rows of the unit of work, and sent after the commit;
   * a rollback, also one of a nested unit that it was published in, takes it back.
   *
   * The event joins the unit of work, and its data becomes JSON text, before this method returns;
   * the returned promise waits for the schema. If it is rejected, the unit of work can no longer
   * commit, also where nobody awaited it, or its error was caught: to tolerate a failure, publish
   * in a nested unit of work.
   *
   * Needs no `start()`.
   *
   * @throws EventValidationError, EventDataError when the data is not right.
   * @throws OutsideUnitOfWorkError, UnitOfWorkEndedError when there is no unit of work to join.
   * @throws BusStoppedError after `stop()`.
   * @throws DuplicateTopicError, InvalidTopicError, EventDefinitionError, PublishOptionError
   */
  publish<Input>(
    event: EventDefinition<Input, unknown>,
    data: NoInfer<Input>,
    options?: PublishOptions,
  ): Promise<PublishedEvent>
  /** Publishes an event in the style of classes, with the same promises and errors. */
  publish(event: IntegrationEvent, options?: PublishOptions): Promise<PublishedEvent>
  /**
   * Checks the event log, and begins to deliver (unless `deliver` is false). When it fails, nothing
   * was started, and it can be called again. Calls while it runs share its outcome.
   *
   * @throws EventLogUnavailableError when the database is down, and what else `EventLog.open` throws.
   * @throws BusStoppedError after `stop()`.
   */
  start(): Promise<void>
  /**
   * Refuses new events, finishes what is being sent, and ends this process's session, so that
   * another process takes over at once. What units of work that are open now still commit is stored,
   * for others to deliver. A stopped bus stays stopped. Calls share one outcome.
   */
  stop(options?: StopOptions): Promise<void>
  /**
   * Delivers what is due, and returns: for cron jobs and serverless functions, with `deliver: false`
   * and without `start()`. Says how many events were published, and whether any may be left.
   *
   * @throws BusStoppedError after `stop()`, and what `start()` throws.
   */
  drain(options?: DrainOptions): Promise<DrainResult>
  /**
   * Resolves once nothing that this process delivers is in flight: what was committed before the call
   * has been sent, and its outcome is stored (with `inProcessTransport()` its handlers have run), and
   * so is what those handlers published in turn. For tests, and for scripts that publish.
   *
   * What waits for a later retry is not in flight, nor what is exhausted or of a topic that pauses:
   * after a handler that failed it resolves while the retry waits. It claims nothing that would not be claimed anyway, only
   * sooner. Under steady traffic it waits for a moment in which nothing is in flight. A handler or a
   * unit of work that awaits it would wait for itself, until the timeout.
   *
   * A bus that delivers nothing in this process (not started, or `deliver: false`) waits for nobody:
   * it resolves if no event is pending.
   *
   * @throws SettledTimeoutError when the time is over; it says what is still in flight.
   * @throws NotDeliveringError when events are pending, and this process delivers nothing.
   * @throws BusStoppedError after `stop()`, and when it stops meanwhile.
   */
  settled(options?: SettledOptions): Promise<void>
  /** How many events stand in each state. */
  stats(): Promise<EventLogStats>
  /** The events that are no longer tried. */
  readonly exhausted: ExhaustedEvents
  /**
   * Makes events that wait for a retry due now. Returns how many.
   *
   * @throws EventSelectionError when the selection is empty or unclear.
   */
  requeue(selection: EventSelection): Promise<number>
}
