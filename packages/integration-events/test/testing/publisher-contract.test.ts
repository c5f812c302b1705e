import { describe, expect, test } from 'vitest'
import { type PublisherContractOptions, publisherContract } from '../../src/testing/index.ts'
import { brokenPublishers } from './broken-publishers.ts'
import { brokerHarness } from './recording-broker.ts'

const sane: PublisherContractOptions = { createHarness: async () => brokerHarness() }

describe('the publisher contract', () => {
  test('finds nothing wrong with a publisher that keeps every promise', async () => {
    expect(await failuresOf(sane)).toEqual([])
  })

  const named = brokenPublishers.map((publisher) => [publisher.does, publisher] as const)
  test.each(named)('finds a publisher that %s', async (_, { breakPublisher, fails }) => {
    const createHarness = async () => brokerHarness(breakPublisher)
    expect(await failuresOf({ createHarness })).toEqual(fails)
  })

  test('has no case that none of the broken publishers fails', () => {
    const found = new Set(brokenPublishers.flatMap(({ fails }) => fails))
    expect(publisherContract(sane).filter(({ name }) => !found.has(name))).toEqual([])
  })

  test('names each case once', () => {
    const names = publisherContract(sane).map(({ name }) => name)
    expect(names).toEqual([...new Set(names)])
  })
})

async function failuresOf(options: PublisherContractOptions): Promise<readonly string[]> {
  const failures: string[] = []
  for (const { name, run } of publisherContract(options)) {
    await run().catch(() => failures.push(name))
  }
  return failures
}
