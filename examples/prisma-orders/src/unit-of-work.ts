import type { PrismaTransactionClient, PrismaUnitOfWork } from 'uow-prisma'
import type { PrismaClient } from './database.ts'

/** The service's unit of work, which hands out Prisma's own transaction client. */
export type OrderUnitOfWork = PrismaUnitOfWork<PrismaTransactionClient<PrismaClient>>
