import type { ContractCase } from './contract-case.ts'
import type { InboxContractOptions } from './inbox-harness.ts'
import { attemptCases } from './inbox/attempt-cases.ts'
import { concurrencyCases } from './inbox/concurrency-cases.ts'
import { expiryCases } from './inbox/expiry-cases.ts'
import { identityCases } from './inbox/identity-cases.ts'
import { openCases } from './inbox/open-cases.ts'
import { recordCases } from './inbox/record-cases.ts'
import { windowCases } from './inbox/window-cases.ts'

const cases = [
  ...openCases,
  ...recordCases,
  ...identityCases,
  ...concurrencyCases,
  ...attemptCases,
  ...windowCases,
  ...expiryCases,
]

/**
 * The promises of an `Inbox`, for any implementation and any test runner. Each case gets a fresh
 * harness and cleans it up.
 *
 * ```ts
 * const options = { createHarness, concurrentTransactions: true, inDatabase: true }
 * describe('my inbox', () => {
 *   for (const { name, run } of inboxContract(options)) test(name, run)
 * })
 * ```
 */
export function inboxContract(options: InboxContractOptions): readonly ContractCase[] {
  return cases
    .filter(({ needs }) => needs === undefined || options[needs])
    .map(({ name, check, opened = true }) => ({
      name,
      run: async () => {
        const harness = await options.createHarness({ migrated: true })
        try {
          if (opened) {
            const { inbox, secondInbox, unitOfWork, secondUnitOfWork } = harness
            await inbox.open({ unitOfWork })
            await secondInbox.open({ unitOfWork: secondUnitOfWork })
          }
          await check(harness, options)
        } finally {
          await harness.cleanup()
        }
      },
    }))
}
