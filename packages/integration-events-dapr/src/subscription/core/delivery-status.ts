import type { HandlerVerdict } from 'integration-events'

/** What Dapr is told of an event. */
export type DeliveryStatus = 'SUCCESS' | 'RETRY' | 'DROP'

/**
 * One answer for all handlers. Trying again comes first: a drop, too, ends the event for those that
 * have not handled it.
 */
export function statusOf(verdicts: readonly HandlerVerdict[]): DeliveryStatus {
  if (verdicts.some(({ status }) => status === 'transient')) return 'RETRY'
  return verdicts.some(({ status }) => status === 'permanent') ? 'DROP' : 'SUCCESS'
}
