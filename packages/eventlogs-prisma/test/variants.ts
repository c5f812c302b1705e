import type { PrismaHarnessOptions } from './prisma-harness.ts'

/** What the contract suites run on. With its client and default names, Prisma is in testing/combinations. */
export const variants: readonly (PrismaHarnessOptions & { readonly title: string })[] = [
  { title: 'PostgreSQL, through the unit of work', dialect: 'postgres', withClient: false },
  {
    title: 'PostgreSQL, in a schema',
    dialect: 'postgres',
    withClient: true,
    tables: { schema: 'Outbox', tablePrefix: '' },
  },
  {
    title: 'SQLite, through the unit of work, under another prefix',
    dialect: 'sqlite',
    withClient: false,
    tables: { tablePrefix: 'shop_outbox_' },
  },
]
