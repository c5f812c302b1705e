/** An event as a handler is given it. */
export interface ReceivedEvent<Data = unknown> {
  /** The same in every delivery of this event. */
  readonly id: string
  /** The topic that it came by. */
  readonly topic: string
  /** The CloudEvent's type. */
  readonly type: string
  /** The application that published it. */
  readonly source: string
  /** When it was published, by the clock of the publishing process. */
  readonly time: Date
  /** What events belong together by; null if it has none. */
  readonly key: string | null
  /** What the publisher sent along, by lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  /** The schema's output; a copy of this handler's own. */
  readonly data: Data
}

/** What a handler is given besides the event. */
export interface HandlerContext {
  /**
   * Aborted when the handler's `timeout` is over, or the transport's time for this delivery: pass it
   * to what the handler waits for.
   */
  readonly signal: AbortSignal
  /**
   * Counts this handler's runs for this event; the first is 1. Exact, on any replica, where the
   * handler has `retry.maxAttempts` and the subscriber an inbox; else as far as the transport, or
   * this process, knows.
   */
  readonly attempt: number
}

/** What a handler with an inbox is given besides the event. */
export interface InboxHandlerContext<Tx> extends HandlerContext {
  /**
   * The transaction in which the event is recorded as handled: your own Kysely or Prisma transaction
   * client. What is written by it has its effect exactly once.
   */
  readonly tx: Tx
}

/**
 * Handles an event, at least once. It has handled it when it returns (or its promise resolves); an
 * error has it called again. It is also called again when only the acknowledgement was lost, and
 * several times at once when a broker delivers twice: handling an event twice must do no harm. With
 * an inbox (`createSubscriber({ unitOfWork, inbox })`) it is an `InboxEventHandler`, which needs no such
 * care.
 */
export type EventHandler<Data = unknown> = (
  event: ReceivedEvent<Data>,
  context: HandlerContext,
) => unknown

/**
 * Handles an event in a transaction, together with the record that it was handled: what it writes by
 * `tx`, and the events that it publishes, happen exactly once, however often the event is delivered.
 * An error undoes them, and has it called again. What it does elsewhere (a call to another service, a
 * mail) happens at least once, as ever: publish an event for it, or pass on `event.id` as the key that
 * makes it idempotent.
 */
export type InboxEventHandler<Data = unknown, Tx = unknown> = (
  event: ReceivedEvent<Data>,
  context: InboxHandlerContext<Tx>,
) => unknown
