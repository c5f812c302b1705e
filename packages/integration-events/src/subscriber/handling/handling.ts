import type { OutgoingEvent } from '../../contracts/outgoing-event.ts'
import type { HandlerContext, ReceivedEvent } from '../received-event.ts'

/** One delivery to one handler. */
export interface HandlerDelivery {
  readonly event: OutgoingEvent
  /** The same, as the handler is given it. */
  readonly received: ReceivedEvent
  readonly context: HandlerContext
}

/** What became of it. */
export type HandlingVerdict =
  /** `duplicate`: it was handled before, and the handler was not called. */
  | { readonly status: 'done'; readonly duplicate?: true }
  | {
      readonly status: 'transient'
      readonly error: unknown
      /** Milliseconds to wait before it is tried again. Default: as the transport does. */
      readonly retryAfter?: number
    }
  | { readonly status: 'permanent'; readonly error: unknown }

/** The way in which a handler is run, with an inbox or without. Nothing here rejects. */
export interface Handling {
  handle(delivery: HandlerDelivery): Promise<HandlingVerdict>
  /** Forgets the attempts at an event that was given up. */
  giveUp(event: OutgoingEvent): Promise<void>
}
