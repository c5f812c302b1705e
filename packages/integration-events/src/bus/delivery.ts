import type { HandOver } from '../delivery/hand-over.ts'

/** How a stop or a drain is bounded. */
export interface StopDeliveryOptions {
  /** Milliseconds. */
  readonly timeout?: number
}

export interface DrainDeliveryOptions extends StopDeliveryOptions {
  readonly signal?: AbortSignal
}

/** What the bus needs of delivery. */
export interface Delivery extends HandOver {
  start(): Promise<void>
  stop(options?: StopDeliveryOptions): Promise<void>
  drain(options?: DrainDeliveryOptions): Promise<void>
  /** Something may be due: look into the event log. */
  wakeUp(): void
}
