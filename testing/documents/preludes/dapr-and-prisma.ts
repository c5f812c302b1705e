import { prismaEventLog } from 'eventlogs-prisma'
import { prisma } from './prisma.ts'

import './dapr.ts'

export { prisma, publisher, uow } from './prisma.ts'

export const eventLog = prismaEventLog(prisma)
