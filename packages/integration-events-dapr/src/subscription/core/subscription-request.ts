/** A call of the sidecar, of whatever framework it came through. */
export interface SubscriptionRequest {
  /** In upper case: `POST`. */
  readonly method: string
  /** As it was sent: percent-encoded, without its query. */
  readonly path: string
  /** By lower-case names. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** Read only once the call is known to be one for us. Default: empty. */
  readonly body?: string | Uint8Array | AsyncIterable<Uint8Array> | null
  /** Aborted when nobody waits for the answer any more; handlers are given it. Default: never. */
  readonly signal?: AbortSignal
}

/** What to answer. */
export interface SubscriptionAnswer {
  /** The HTTP status. */
  readonly status: number
  /** To be sent as JSON. */
  readonly body: unknown
}
