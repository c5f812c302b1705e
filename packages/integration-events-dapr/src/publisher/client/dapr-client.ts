/**
 * What the publisher needs of a `DaprClient` of `@dapr/dapr`, over HTTP or gRPC. It is stated
 * structurally: nothing of the SDK is loaded here.
 */
export interface DaprClientLike {
  readonly pubsub: {
    publish(
      pubSubName: string,
      topic: string,
      data?: object | string,
      options?: { contentType?: string; metadata?: Record<string, unknown> },
    ): Promise<{ error?: unknown }>
  }
  readonly metadata: {
    get(): Promise<{
      readonly components: readonly { readonly name: string; readonly type: string }[]
    }>
  }
}
