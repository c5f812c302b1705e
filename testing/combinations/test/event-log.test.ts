import { eventLogContract } from 'integration-events/testing'
import { sqlEventLogHarness } from 'testing-event-logs'
import { describe, test } from 'vitest'
import { combinations, given, titleOf } from '../src/combination.ts'

describe.each(combinations.map((each) => [titleOf(each), each] as const))(
  'the event log contract: %s',
  (_, combination) => {
    const cases = eventLogContract({
      createHarness: async ({ migrated }) => {
        const { close, ...rest } = await given(combination)
        return await sqlEventLogHarness({ ...rest, migrated, cleanup: close })
      },
      concurrentTransactions: combination.dialect === 'postgres',
      inDatabase: true,
    })
    // oxlint-disable-next-line vitest/expect-expect, vitest/valid-title -- each case asserts by itself
    for (const { name, run } of cases) test(name, run)
  },
)
