import { backoffWithoutJitter, jitterSpan } from './backoff.ts'
import type { DeliveryOptions } from './delivery-options.ts'

/** How long an event that keeps failing is tried. */
export interface RetrySpan {
  /** The most sends. */
  readonly sends: number
  /** Milliseconds from the first send to the last one, without jitter and without waiting. */
  readonly shortest: number
  /** The same with all jitter. */
  readonly longest: number
}

export function retrySpan(options: DeliveryOptions): RetrySpan {
  const { localRetryTimes, maxRetryTimes } = options
  const backoff = { minimum: options.failedRetryInterval, maximum: options.backoffMaximum }
  const local = localRetryTimes * options.localFailedRetryInterval
  let fromLog = 0
  for (let retry = 1; retry <= maxRetryTimes; retry++) {
    const pause = backoffWithoutJitter(retry, backoff)
    if (pause >= backoff.maximum) {
      fromLog += pause * (maxRetryTimes - retry + 1)
      break
    }
    fromLog += pause
  }
  return {
    sends: 1 + localRetryTimes + maxRetryTimes,
    shortest: local + fromLog,
    longest: local + fromLog * (1 + jitterSpan),
  }
}

/** The span as a sentence for the log. */
export function describeRetrySpan(options: DeliveryOptions): string {
  const { sends, shortest, longest } = retrySpan(options)
  return (
    `an event that keeps failing is sent up to ${sends} times within ` +
    `${describeDuration(shortest)} to ${describeDuration(longest)}, then it is exhausted`
  )
}

function describeDuration(milliseconds: number): string {
  const units = [
    ['d', 86_400_000],
    ['h', 3_600_000],
    ['m', 60_000],
    ['s', 1_000],
    ['ms', 1],
  ] as const
  const parts: string[] = []
  let rest = Math.round(milliseconds)
  for (const [unit, size] of units) {
    const count = Math.floor(rest / size)
    rest -= count * size
    if (count > 0 && parts.length < 2) parts.push(`${count}${unit}`)
  }
  return parts.length === 0 ? '0ms' : parts.join(' ')
}
