export {
  prismaUnitOfWork,
  type PrismaUnitOfWork,
  type PrismaUnitOfWorkOptions,
} from './prisma-unit-of-work.ts'
export type { PrismaRunOptions } from './options.ts'
export type { PrismaClientLike, PrismaRawClient, PrismaTransactionClient } from './prisma-client.ts'
