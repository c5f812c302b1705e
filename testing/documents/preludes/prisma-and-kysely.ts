export { kyselyUnitOfWork } from 'uow-kysely'
export { db } from './kysely.ts'
export { createIntegrationEventBus, prismaEventLog, publisher } from './prisma.ts'
