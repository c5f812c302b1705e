import type { ContractCase } from './contract-case.ts'
import { abortCases } from './publisher/abort-cases.ts'
import { arrivalCases } from './publisher/arrival-cases.ts'
import { outcomeCases } from './publisher/outcome-cases.ts'
import type { PublisherContractOptions } from './publisher-harness.ts'

const cases = [...arrivalCases, ...outcomeCases, ...abortCases]

/**
 * The promises of a `Publisher`, for any transport and any test runner. Each case gets a fresh
 * harness and cleans it up. Batches are cut to the publisher's `maxBatchSize` and `maxBatchBytes`.
 *
 * ```ts
 * describe('my publisher', () => {
 *   for (const { name, run } of publisherContract({ createHarness })) test(name, run)
 * })
 * ```
 */
export function publisherContract(options: PublisherContractOptions): readonly ContractCase[] {
  const { createHarness, topic = 'contract.events' } = options
  return cases.map(({ name, check }) => ({
    name,
    run: async () => {
      const harness = await createHarness()
      try {
        await check(harness, topic)
      } finally {
        await harness.cleanup()
      }
    },
  }))
}
