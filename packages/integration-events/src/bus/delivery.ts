import type { DrainOptions, DrainResult } from '../delivery/drain-run.ts'
import type { HandOver } from '../delivery/hand-over.ts'
import type { SettledOptions } from '../delivery/settled-run.ts'

/** What the bus needs of delivery. */
export interface Delivery extends HandOver {
  start(): Promise<void>
  /** @param options.timeout Milliseconds. */
  stop(options?: { readonly timeout?: number }): Promise<void>
  drain(options?: DrainOptions): Promise<DrainResult>
  settled(options?: SettledOptions): Promise<void>
  /** Events may be due: new ones, or (`full`) also older ones. */
  wakeUp(about?: 'recent' | 'full'): void
}
