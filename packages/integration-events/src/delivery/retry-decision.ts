import { backoff } from './backoff.ts'
import type { DeliveryOptions } from './delivery-options.ts'

/** What to do with an event that may be sent again. */
export type RetryDecision =
  /** It stays in memory, and is sent again after `delay` milliseconds. */
  | { readonly action: 'retry-here'; readonly delay: number }
  /** It goes back to the event log, due after `delay` milliseconds. */
  | { readonly action: 'hand-back'; readonly delay: number }
  | { readonly action: 'exhaust' }

/** What the decision depends on. */
export interface FailedEvent {
  /** Claims of the event, the one of this send included. */
  readonly attempts: number
  /** How often it was sent again from memory since it was claimed. */
  readonly localRetries: number
  /** Whether it was claimed from a dead session: it is not tried twice in a row. */
  readonly suspect: boolean
}

/** What the transport has to say about it. */
export interface RetryWish {
  /** Milliseconds until it is to be sent again; undefined: it has no wish. */
  readonly retryAfter: number | undefined
}

/**
 * Retries from memory belong to the first attempt only, so that an event is sent at most
 * `1 + localRetryTimes + maxRetryTimes` times.
 */
export function decideRetry(
  { attempts, localRetries, suspect }: FailedEvent,
  options: DeliveryOptions,
  random: () => number,
  { retryAfter }: RetryWish = { retryAfter: undefined },
): RetryDecision {
  const { failedRetryInterval: minimum, backoffMaximum: maximum } = options
  const local = retryAfter ?? options.localFailedRetryInterval
  // What waits for longer than that would only take up room in memory.
  const isSoon = local <= minimum
  if (attempts === 1 && !suspect && localRetries < options.localRetryTimes && isSoon) {
    return { action: 'retry-here', delay: local }
  }
  if (isSpent(attempts, options)) return { action: 'exhaust' }
  const delay = retryAfter ?? backoff(attempts, { minimum, maximum }, random)
  return { action: 'hand-back', delay }
}

/** Whether an event has had its first attempt and all of its retries. */
export function isSpent(attempts: number, options: DeliveryOptions): boolean {
  return attempts >= 1 + options.maxRetryTimes
}
