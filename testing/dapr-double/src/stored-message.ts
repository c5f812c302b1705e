/** A message as the broker got it. */
export interface StoredMessage {
  readonly pubsubName: string
  readonly topic: string
  /** The CloudEvent as daprd stores it and delivers it: JSON text. With `rawPayload`: the body. */
  readonly event: string
  /** Metadata as the component gets it. */
  readonly metadata: Readonly<Record<string, string>>
}
