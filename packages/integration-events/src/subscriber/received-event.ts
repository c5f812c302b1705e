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
  /** Aborted when the time for this delivery is over: pass it to what the handler waits for. */
  readonly signal: AbortSignal
  /** Counts this handler's runs for this event, as far as the transport knows; the first is 1. */
  readonly attempt: number
}

/**
 * Handles an event. It has handled it when it returns (or its promise resolves); an error has it
 * called again. Events arrive at least once: handling one twice must do no harm.
 */
export type EventHandler<Data = unknown> = (
  event: ReceivedEvent<Data>,
  context: HandlerContext,
) => unknown
