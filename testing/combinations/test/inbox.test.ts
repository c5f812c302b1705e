import { inboxContract } from 'integration-events/testing'
import { sqlInboxHarness } from 'testing-event-logs'
import { describe, test } from 'vitest'
import { combinations, given, inboxTitleOf } from '../src/combination.ts'

describe.each(combinations.map((each) => [inboxTitleOf(each), each] as const))(
  'the inbox contract: %s',
  (_, combination) => {
    const cases = inboxContract({
      createHarness: async ({ migrated }) => {
        const { close, newUnitOfWork, ...rest } = await given(combination)
        const secondUnitOfWork =
          combination.dialect === 'sqlite' ? rest.unitOfWork : newUnitOfWork()
        return await sqlInboxHarness({ ...rest, secondUnitOfWork, migrated, cleanup: close })
      },
      concurrentTransactions: combination.dialect === 'postgres',
      inDatabase: true,
    })
    // oxlint-disable-next-line vitest/expect-expect, vitest/valid-title -- each case asserts by itself
    for (const { name, run } of cases) test(name, run)
  },
)
