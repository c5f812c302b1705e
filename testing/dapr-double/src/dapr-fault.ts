/** How requests to publish are mistreated. */
export type DaprFault =
  /** Taken, and never answered. */
  | { readonly kind: 'hang' }
  /** The connection breaks, with or without the broker having the events. */
  | { readonly kind: 'cut'; readonly stores: boolean }
  /** Answered so, with nothing stored. */
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly body: string
      readonly headers?: Readonly<Record<string, string>>
    }
  /** Treated as usual, so much later. */
  | { readonly kind: 'delay'; readonly milliseconds: number }
  /**
   * Stored and delivered as usual, and answered only once this resolves, which is called when the
   * broker has the events. With `() => double.settled()` they are handled before.
   */
  | { readonly kind: 'hold'; readonly until: () => Promise<unknown> }

/** A fault that was set. */
export interface FaultInForce {
  /** Resolves once a request to publish has met it. */
  readonly reached: Promise<void>
}
