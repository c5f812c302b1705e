export { type PrismaMigration, prismaMigrations } from './schema/prisma-migrations.ts'
export type { PrismaProvider } from './schema/prisma-provider.ts'
export { prismaSchema } from './schema/prisma-schema.ts'
