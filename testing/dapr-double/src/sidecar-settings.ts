/** A component that one can publish to. */
export interface DoublePubsub {
  readonly name: string
  /**
   * Whether it takes a bulk as a whole and in order, as Kafka's does, and says so in its
   * capabilities. Else its entries are published one by one: the double stores them from the last to
   * the first, as no order is promised. Default false.
   */
  readonly nativeBulk?: boolean
}

/** How the sidecar is set up, with nothing left out. */
export interface SidecarSettings {
  readonly pubsubs: readonly DoublePubsub[]
  readonly apiToken: string | undefined
  readonly appId: string
  readonly stableBulk: boolean
  readonly outboundHealthy: boolean
  readonly tracing: boolean
}
