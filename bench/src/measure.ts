/** Something to be measured against others: returns how many units it did per second, or another figure. */
export interface Contender {
  readonly name: string
  readonly run: () => Promise<number>
}

/**
 * Runs the contenders in turn, round after round, so that the machine's moods hit all of them alike,
 * and returns each one's median.
 */
export async function interleave(
  contenders: readonly Contender[],
  rounds: number,
): Promise<ReadonlyMap<string, number>> {
  const results = new Map(contenders.map(({ name }) => [name, [] as number[]]))
  for (let round = -1; round < rounds; round++) {
    for (const { name, run } of contenders) {
      const result = await run()
      // The first round only warms up.
      if (round >= 0) results.get(name)?.push(result)
    }
  }
  return new Map([...results].map(([name, values]) => [name, median(values)]))
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** Units per second of some work. */
export async function perSecond(units: number, work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return (units / (performance.now() - started)) * 1_000
}

/** Runs `work` so many times in total, some at once. */
export async function inParallel(
  times: number,
  lanes: number,
  work: (turn: number) => Promise<unknown>,
): Promise<void> {
  let turn = 0
  const lane = async (): Promise<void> => {
    while (turn < times) await work(turn++)
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}
