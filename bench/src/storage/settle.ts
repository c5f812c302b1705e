import { type Contender, interleave, perSecond } from '../measure.ts'
import { printRatios } from '../print.ts'
import type { Design } from './designs.ts'

/** What one statement for many outcomes is worth. */
export async function compareSettlements(design: Design, rounds: number): Promise<void> {
  const events = 1_000
  const settle = (name: string, size: number): Contender => ({
    name,
    async run() {
      await design.fill(events)
      const sequences = await design.claim(events)
      return await perSecond(events, async () => {
        for (let from = 0; from < events; from += size)
          await design.settle(sequences.slice(from, from + size))
      })
    },
  })
  const medians = await interleave(
    [
      settle('one event per statement', 1),
      settle('100 per statement', 100),
      settle('500 per statement', 500),
    ],
    rounds,
  )
  printRatios('Settle', 'events/s', medians)
}
