import { type CatalogueEntry, defectOf } from './catalogue.ts'
import type { Verdict } from './judge.ts'
import type { NamedTest } from './mutant.ts'
import { Workplace, type WorkplaceOptions } from './workplace.ts'

export interface RunMutantsOptions extends WorkplaceOptions {
  readonly entries: readonly CatalogueEntry[]
  /** How many mutants are tried at once. */
  readonly lanes: number
  readonly onVerdict: (entry: CatalogueEntry, verdict: Verdict, milliseconds: number) => void
}

/** Tries every mutant, after a run that shows that the named tests pass without any. */
export async function runMutants(options: RunMutantsOptions): Promise<void> {
  const { entries, onVerdict, root } = options
  const sound: CatalogueEntry[] = []
  for (const entry of entries) {
    const defect = await defectOf(entry, root)
    if (defect === undefined) sound.push(entry)
    else onVerdict(entry, { outcome: 'broken', reason: defect }, 0)
  }
  if (sound.length === 0) return

  const workplaces: Workplace[] = []
  try {
    for (let lane = 0; lane < Math.min(options.lanes, sound.length); lane++) {
      workplaces.push(await Workplace.create(options))
    }
    const ready: CatalogueEntry[] = []
    await share(workplaces, groupsOf(sound), async (workplace, group) => {
      const defects = await baseline(workplace, group)
      for (const [index, entry] of group.entries()) {
        const defect = defects[index]
        if (defect === undefined) ready.push(entry)
        else onVerdict(entry, { outcome: 'broken', reason: defect }, 0)
      }
    })
    await share(workplaces, ready, async (workplace, entry) => {
      const started = performance.now()
      const verdict = await workplace
        .try(entry.mutant)
        .catch((error: unknown): Verdict => ({ outcome: 'broken', reason: messageOf(error) }))
      onVerdict(entry, verdict, performance.now() - started)
    })
  } finally {
    await Promise.all(workplaces.map((workplace) => workplace.close()))
  }
}

/** Mutants that are judged by the same test file, or by the same command. */
function groupsOf(entries: readonly CatalogueEntry[]): CatalogueEntry[][] {
  const groups = new Map<string, CatalogueEntry[]>()
  for (const entry of entries) {
    const { killedBy } = entry.mutant
    const key = 'test' in killedBy ? killedBy.test : JSON.stringify(killedBy)
    groups.set(key, [...(groups.get(key) ?? []), entry])
  }
  return [...groups.values()]
}

async function baseline(
  workplace: Workplace,
  group: readonly CatalogueEntry[],
): Promise<(string | undefined)[]> {
  const [first] = group
  try {
    if (first !== undefined && 'command' in first.mutant.killedBy) {
      const defect = await workplace.commandDefect(first.mutant.killedBy)
      return group.map(() => defect)
    }
    return await workplace.testDefects(group.map(({ mutant }) => mutant.killedBy as NamedTest))
  } catch (error) {
    return group.map(() => `unmutated, ${messageOf(error)}`)
  }
}

/** Lets each workplace take the next item as soon as it is free. */
async function share<T>(
  workplaces: readonly Workplace[],
  items: readonly T[],
  work: (workplace: Workplace, item: T) => Promise<void>,
): Promise<void> {
  const waiting = [...items]
  await Promise.all(
    workplaces.map(async (workplace) => {
      for (let item = waiting.shift(); item !== undefined; item = waiting.shift())
        await work(workplace, item)
    }),
  )
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
