/** Delivery's options, validated, with their defaults, durations in milliseconds. */
export interface DeliveryOptions {
  /** Whether this process delivers at all. Default true. */
  readonly deliver: boolean
  readonly source: string
  readonly maxRetryTimes: number
  readonly retryBatchSize: number
  readonly failedRetryInterval: number
  readonly backoffMaximum: number
  readonly localRetryTimes: number
  readonly localFailedRetryInterval: number
  readonly cleaningLocalQueueExpireInterval: number
  readonly cleaningExpireInterval: number
  readonly expireDate: number
  /** Null: never. */
  readonly exhaustedExpireDate: number | null
  readonly leaseDuration: number
  readonly publishTimeout: number
  /** Publisher calls in flight at once. */
  readonly concurrency: number
  readonly localQueueCapacity: { readonly events: number; readonly bytes: number }
  readonly pollInterval: number
  readonly circuitBreaker: {
    /** Transport failures in a row that open the circuit of a topic. */
    readonly failures: number
    /** Pause before the first probe; doubles up to the maximum. */
    readonly probeInterval: number
    readonly maximumProbeInterval: number
  }
}
