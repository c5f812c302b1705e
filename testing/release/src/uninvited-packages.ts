import type { InstalledPackage } from './installed-package.ts'

export interface Invitation {
  /** What was asked for, and the peers that are expected to come with it. */
  readonly invited: readonly string[]
  /** The packages of this repository. */
  readonly ours: ReadonlySet<string>
}

/**
 * The installed packages that nobody asked for. What others bring along is their business; ours bring
 * nothing, so whatever only they need is uninvited: Prisma where Kysely was asked for, or Dapr's SDK.
 */
export function uninvitedPackages(
  installed: readonly InstalledPackage[],
  { invited, ours }: Invitation,
): string[] {
  const expected = new Set(invited)
  const queue = invited.filter((name) => !ours.has(name))
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    const needs = installed
      .filter((candidate) => candidate.name === name)
      .flatMap((candidate) => candidate.needs)
    for (const need of needs) {
      if (expected.has(need)) continue
      expected.add(need)
      queue.push(need)
    }
  }
  return [...new Set(installed.map(({ name }) => name).filter((name) => !expected.has(name)))]
}

/** What was asked for, or expected to come along, and is not there. */
export function missingPackages(
  installed: readonly InstalledPackage[],
  invited: readonly string[],
): string[] {
  const names = new Set(installed.map(({ name }) => name))
  return invited.filter((name) => !names.has(name))
}
