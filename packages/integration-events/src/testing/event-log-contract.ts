import type { ContractCase } from './contract-case.ts'
import type { EventLogContractOptions } from './event-log-harness.ts'
import { appendCases } from './event-log/append-cases.ts'
import { claimCases } from './event-log/claim-cases.ts'
import { concurrencyCases } from './event-log/concurrency-cases.ts'
import { deathCases } from './event-log/death-cases.ts'
import { deliveryDateCases } from './event-log/delivery-date-cases.ts'
import { exhaustedCases } from './event-log/exhausted-cases.ts'
import { expiryCases } from './event-log/expiry-cases.ts'
import { openCases } from './event-log/open-cases.ts'
import { payloadCases } from './event-log/payload-cases.ts'
import { sessionCases } from './event-log/session-cases.ts'
import { settleCases } from './event-log/settle-cases.ts'
import { statsCases } from './event-log/stats-cases.ts'
import { undecodableCases } from './event-log/undecodable-cases.ts'

const cases = [
  ...openCases,
  ...appendCases,
  ...payloadCases,
  ...claimCases,
  ...sessionCases,
  ...deathCases,
  ...concurrencyCases,
  ...settleCases,
  ...exhaustedCases,
  ...deliveryDateCases,
  ...undecodableCases,
  ...statsCases,
  ...expiryCases,
]

/**
 * The promises of an `EventLog`, for any implementation and any test runner. Each case gets a fresh
 * harness and cleans it up.
 *
 * ```ts
 * const options = { createHarness, concurrentTransactions: true, inDatabase: true }
 * describe('my event log', () => {
 *   for (const { name, run } of eventLogContract(options)) test(name, run)
 * })
 * ```
 */
export function eventLogContract(options: EventLogContractOptions): readonly ContractCase[] {
  return cases
    .filter(({ needs }) => needs === undefined || options[needs])
    .map(({ name, check }) => ({
      name,
      run: async () => {
        const harness = await options.createHarness({ migrated: true })
        try {
          await check(harness, options)
        } finally {
          await harness.cleanup()
        }
      },
    }))
}
