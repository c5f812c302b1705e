import process from 'node:process'
import { inMemoryEventLog } from 'integration-events'
import { startDaprDouble } from 'testing-dapr-double'
import { inMemoryUnitOfWork } from 'uow'
import { onTestFinished } from 'vitest'

export {
  type ClassEventData,
  createIntegrationEventBus,
  createSubscriber,
  type ReceivedEvent,
  Topic,
} from 'integration-events'
export { daprPublisher } from 'integration-events-dapr'
export { DemoIntegrationEvent } from './demo-integration-event.ts'
export { OrderPlaced } from './order-placed.ts'

const sidecar = await startDaprDouble()
process.env['DAPR_HTTP_PORT'] = String(sidecar.port)

export const unitOfWork = inMemoryUnitOfWork()
export const eventLog = inMemoryEventLog()
export async function charge(_orderId: string): Promise<void> {}

onTestFinished(async () => {
  delete process.env['DAPR_HTTP_PORT']
  await sidecar[Symbol.asyncDispose]()
})
