/**
 * What the publisher needs of a `DaprClient` of `@dapr/dapr`, over HTTP or gRPC. It is stated
 * structurally: nothing of the SDK is loaded here.
 */
export interface DaprClientLike {
  /** How it reaches the sidecar. */
  readonly options?: {
    /** The sidecar's host. */
    readonly daprHost?: string
    /** The sidecar's port. */
    readonly daprPort?: string
    /** The SDK's `CommunicationProtocolEnum`: 0 is gRPC, 1 is HTTP. */
    readonly communicationProtocol?: number
  }
  /** Sends messages to a pub/sub component. */
  readonly pubsub: {
    /** Sends one message. A failure is the `error` of what it resolves with. */
    publish(
      pubSubName: string,
      topic: string,
      data?: object | string,
      options?: { contentType?: string; metadata?: Record<string, unknown> },
    ): Promise<{ error?: unknown }>
  }
  /** Tells of the sidecar. */
  readonly metadata: {
    /** The components that the sidecar has loaded. */
    get(): Promise<{
      readonly components: readonly { readonly name: string; readonly type: string }[]
    }>
  }
}
