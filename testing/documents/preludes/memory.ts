import {
  createIntegrationEventBus,
  createSubscriber,
  inMemoryEventLog,
  inProcessTransport,
} from 'integration-events'
import { inMemoryUnitOfWork } from 'uow'
import { onTestFinished } from 'vitest'
import { DemoIntegrationEvent } from './demo-integration-event.ts'
import { OrderPlaced } from './order-placed.ts'

export {
  type ClassEventData,
  createSubscriber,
  IntegrationEvent,
  type ReceivedEvent,
  Topic,
} from 'integration-events'
export { DemoIntegrationEvent } from './demo-integration-event.ts'
export { OrderPlaced } from './order-placed.ts'

export const uow = inMemoryUnitOfWork()
export const subscriber = createSubscriber().on(DemoIntegrationEvent, () => {})
export const bus = createIntegrationEventBus({
  unitOfWork: uow,
  eventLog: inMemoryEventLog(),
  publisher: inProcessTransport({ subscriber }),
  outsideUnitOfWork: 'open',
})
export const { id } = await bus.publish(OrderPlaced, { orderId: '41', total: 1 })

onTestFinished(async () => await bus.stop())
