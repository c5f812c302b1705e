import type { KyselyHarnessOptions } from './kysely-harness.ts'

/** What the contract suites run on. */
export const variants: readonly (KyselyHarnessOptions & { readonly title: string })[] = [
  { title: 'PostgreSQL', dialect: 'postgres', withClient: true },
  { title: 'PostgreSQL, through the unit of work', dialect: 'postgres', withClient: false },
  {
    title: 'PostgreSQL, in a schema',
    dialect: 'postgres',
    withClient: true,
    tables: { schema: 'Outbox', tablePrefix: '' },
  },
  {
    title: 'PostgreSQL, under another prefix',
    dialect: 'postgres',
    withClient: false,
    tables: { tablePrefix: 'Shop_outbox_' },
  },
  { title: 'SQLite', dialect: 'sqlite', withClient: true },
  { title: 'SQLite, through the unit of work', dialect: 'sqlite', withClient: false },
  {
    title: 'SQLite, under another prefix',
    dialect: 'sqlite',
    withClient: true,
    tables: { tablePrefix: 'shop_outbox_' },
  },
]
