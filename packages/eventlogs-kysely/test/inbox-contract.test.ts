import { inboxContract } from 'integration-events/testing'
import { describe, test } from 'vitest'
import { kyselyInboxHarness, type KyselyHarnessOptions } from './kysely-harness.ts'

const combinations: readonly (KyselyHarnessOptions & { readonly title: string })[] = [
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

describe.each(combinations)('the inbox contract over Kysely on $title', (combination) => {
  const cases = inboxContract({
    createHarness: (state) => kyselyInboxHarness(combination, state),
    concurrentTransactions: combination.dialect === 'postgres',
    inDatabase: true,
  })
  // oxlint-disable-next-line vitest/expect-expect, vitest/valid-title -- each case asserts by itself
  for (const { name, run } of cases) test(name, run)
})
