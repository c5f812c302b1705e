/**
 * An event as it is stored and as it is sent: the same on every path, from memory or from the log.
 * Its data is JSON text from the moment of publishing on, so that no path can change a byte of it.
 */
export interface OutgoingEvent {
  /** UUIDv7. Stable across every retry and replay; it is the CloudEvent's id and the inbox's key. */
  readonly id: string
  /** The broker's topic. */
  readonly topic: string
  /** The CloudEvent's type; the topic unless the event says otherwise. */
  readonly type: string
  /** The CloudEvent's source: the application that published it. */
  readonly source: string
  /** When it was published, in epoch milliseconds by the publishing process's clock. */
  readonly time: number
  /** What events belong together by, for a transport that partitions by it; null for none. */
  readonly key: string | null
  /**
   * What travels beside the data: CloudEvents extension attributes, `traceparent`, `tracestate`.
   * Names are lower case; values are strings.
   */
  readonly headers: Readonly<Record<string, string>>
  /** The data as JSON text. */
  readonly data: string
}
