import { eventLogContract } from 'integration-events/testing'
import { describe, test } from 'vitest'
import { kyselyHarness, type KyselyHarnessOptions } from './kysely-harness.ts'

const combinations: Record<string, KyselyHarnessOptions> = {
  'on PostgreSQL': { dialect: 'postgres', withClient: true },
  'on PostgreSQL, through the unit of work': { dialect: 'postgres', withClient: false },
  'on PostgreSQL, in a schema': {
    dialect: 'postgres',
    withClient: true,
    tables: { schema: 'Outbox', tablePrefix: '' },
  },
  'on PostgreSQL, under another prefix': {
    dialect: 'postgres',
    withClient: false,
    tables: { tablePrefix: 'Shop_outbox_' },
  },
  'on SQLite': { dialect: 'sqlite', withClient: true },
  'on SQLite, through the unit of work': { dialect: 'sqlite', withClient: false },
  'on SQLite, under another prefix': {
    dialect: 'sqlite',
    withClient: true,
    tables: { tablePrefix: 'shop_outbox_' },
  },
}

for (const [name, combination] of Object.entries(combinations)) {
  describe(`the event log over Kysely ${name}`, () => {
    const options = {
      createHarness: (state: { readonly migrated: boolean }) => kyselyHarness(combination, state),
      concurrentTransactions: combination.dialect === 'postgres',
      inDatabase: true,
    }
    for (const { name: promise, run } of eventLogContract(options)) test(promise, run)
  })
}
