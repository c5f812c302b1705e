import type { OutgoingEvent } from '../contracts/outgoing-event.ts'

/** An event that is no longer tried, as `onExhausted` is told. */
export interface ExhaustedNotice {
  readonly event: OutgoingEvent
  /** Claims of this event so far, those of other processes included. */
  readonly attempts: number
  /** The last error, as it is stored with the event. */
  readonly error: string
}

/** Called after the event was put aside; an error that it throws is logged, and changes nothing. */
export type OnExhausted = (notice: ExhaustedNotice) => void | PromiseLike<void>
