import { eventLogContract } from 'integration-events/testing'
import { describe, test } from 'vitest'
import { kyselyHarness } from './kysely-harness.ts'
import { variants } from './variants.ts'

describe.each(variants)('the event log contract over Kysely on $title', (variant) => {
  const cases = eventLogContract({
    createHarness: (state) => kyselyHarness(variant, state),
    concurrentTransactions: variant.dialect === 'postgres',
    inDatabase: true,
  })
  // oxlint-disable-next-line vitest/expect-expect, vitest/valid-title -- each case asserts by itself
  for (const { name, run } of cases) test(name, run)
})
