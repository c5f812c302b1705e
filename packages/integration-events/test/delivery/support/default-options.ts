import type { DeliveryOptions } from '../../../src/delivery/delivery-options.ts'

export const second = 1_000
export const minute = 60 * second

/** The defaults, but for a circuit that never opens: tests of circuits say when. */
export const defaultOptions: DeliveryOptions = {
  deliver: true,
  source: 'shop',
  maxRetryTimes: 50,
  retryBatchSize: 100,
  failedRetryInterval: 60 * second,
  backoffMaximum: 15 * minute,
  localRetryTimes: 3,
  localFailedRetryInterval: 3 * second,
  cleaningLocalQueueExpireInterval: 60 * second,
  cleaningExpireInterval: 5 * minute,
  expireDate: 24 * 60 * minute,
  exhaustedExpireDate: null,
  leaseDuration: 30 * second,
  publishTimeout: 10 * second,
  concurrency: 4,
  localQueueCapacity: { events: 10_000, bytes: 32 * 2 ** 20 },
  pollInterval: second,
  circuitBreaker: { failures: 1_000_000, probeInterval: second, maximumProbeInterval: 30 * second },
}
