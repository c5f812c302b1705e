import { DeliveryEngine } from '../delivery/delivery-engine.ts'
import type { BusOptions } from '../options/bus-options.ts'
import { resolveBusOptions } from '../options/resolve-bus-options.ts'
import type { IntegrationEventBus } from './integration-event-bus.ts'
import { OutboxBus } from './outbox-bus.ts'

/**
 * Makes a bus out of a unit of work, an event log and a publisher. It does nothing by itself yet:
 * `start()` begins to deliver, and publishing works without.
 *
 * ```ts
 * const bus = createIntegrationEventBus({
 *   unitOfWork: kyselyUnitOfWork(db),
 *   eventLog: kyselyEventLog(db),
 *   publisher: daprPublisher({ pubsubName: 'pubsub' }),
 * })
 * await bus.start()
 * ```
 *
 * @throws BusOptionError when an option has a value that is not allowed, or does not exist.
 * @throws InvalidTopicError, DuplicateTopicError, EventDefinitionError for the option `events`.
 */
export function createIntegrationEventBus(options: BusOptions): IntegrationEventBus {
  const resolved = resolveBusOptions(options)
  const { eventLog, publisher, logger, onExhausted, clock, delivery } = resolved
  return new OutboxBus(
    resolved,
    new DeliveryEngine({ eventLog, publisher, logger, onExhausted, clock, options: delivery }),
  )
}
