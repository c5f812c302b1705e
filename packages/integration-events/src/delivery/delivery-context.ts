import type { EventLog } from '../contracts/event-log.ts'
import type { Logger } from '../contracts/logger.ts'
import type { DeliveryClock } from './delivery-clock.ts'
import type { DeliveryOptions } from './delivery-options.ts'

/** What every stage of one run of delivery is given. */
export interface DeliveryContext {
  readonly eventLog: EventLog
  readonly options: DeliveryOptions
  readonly logger: Logger
  readonly clock: DeliveryClock
  /** Between 0 and 1, for jitter. */
  readonly random: () => number
  /** Aborted first, at the beginning of a stop: no more claims, no more housekeeping. */
  readonly stopping: AbortSignal
  /** Aborted at the deadline of a stop: what is still being sent is given up. */
  readonly abandoned: AbortSignal
  /** Aborted last: the lease is no longer kept, and what is not settled by now never is. */
  readonly ended: AbortSignal
}
