import { publisherContract, type PublisherHarness } from 'integration-events/testing'
import { startDaprDouble } from 'testing-dapr-double'
import { describe, test } from 'vitest'
import { arrivedEvent } from './fixtures/arrived.ts'
import { type Way, ways } from './fixtures/ways.ts'

async function createHarness(way: Way): Promise<PublisherHarness> {
  const double = await startDaprDouble(way.double)
  const publisher = way.publisherFor(double)
  return {
    publisher,
    rewritesData: true,
    arrived: async () => double.stored.map(arrivedEvent),
    refuse: async (ids) => double.refuse(ids),
    hang: () => double.fault({ kind: 'hang' }),
    async cleanup() {
      await publisher.close?.()
      await double.stop()
    },
  }
}

for (const way of ways) {
  describe(`the publisher, ${way.name}`, () => {
    const cases = publisherContract({ createHarness: () => createHarness(way) })
    // oxlint-disable-next-line vitest/expect-expect, vitest/valid-title -- each case asserts by itself
    for (const { name, run } of cases) test(name, run)
  })
}
