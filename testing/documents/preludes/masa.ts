import { prismaEventLog } from 'eventlogs-prisma'
import { createIntegrationEventBus } from 'integration-events'
import { prisma, publisher, uow } from './prisma.ts'

export { DemoIntegrationEvent } from './demo-integration-event.ts'
export { prisma, uow } from './prisma.ts'

export const bus = createIntegrationEventBus({
  unitOfWork: uow,
  eventLog: prismaEventLog(prisma),
  publisher,
})
