import { inboxContract } from 'integration-events/testing'
import { describe, test } from 'vitest'
import { prismaInboxHarness, type PrismaHarnessOptions } from './prisma-harness.ts'

// With its client and default names, it is among the combinations in testing/combinations.
const variants: readonly (PrismaHarnessOptions & { readonly title: string })[] = [
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

describe.each(variants)('the inbox contract over Prisma on $title', (variant) => {
  const cases = inboxContract({
    createHarness: (state) => prismaInboxHarness(variant, state),
    concurrentTransactions: variant.dialect === 'postgres',
    inDatabase: true,
  })
  // oxlint-disable-next-line vitest/expect-expect, vitest/valid-title -- each case asserts by itself
  for (const { name, run } of cases) test(name, run)
})
