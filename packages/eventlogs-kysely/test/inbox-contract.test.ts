import { inboxContract } from 'integration-events/testing'
import { describe, test } from 'vitest'
import { kyselyInboxHarness } from './kysely-harness.ts'
import { variants } from './variants.ts'

describe.each(variants)('the inbox contract over Kysely on $title', (variant) => {
  const cases = inboxContract({
    createHarness: (state) => kyselyInboxHarness(variant, state),
    concurrentTransactions: variant.dialect === 'postgres',
    inDatabase: true,
  })
  // oxlint-disable-next-line vitest/expect-expect, vitest/valid-title -- each case asserts by itself
  for (const { name, run } of cases) test(name, run)
})
