export { migrateEventLog } from './migrate-event-log.ts'
export type { PrismaClientLike, PrismaRawClient } from './prisma-client.ts'
export { prismaEventLog, type PrismaEventLogOptions } from './prisma-event-log.ts'
