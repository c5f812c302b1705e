import type { Bump, Changeset } from './changeset.ts'

/** One public package, as far as releases go. */
export interface ReleasedPackage {
  readonly name: string
  readonly version: string
  /** The packages of ours that it takes as peers. */
  readonly peers: readonly string[]
}

/**
 * What has to be added to changesets that break a contract: one sentence for each adapter that they
 * forget.
 *
 * A new major is outside of `^` of the old one, and so is a new minor of a 0.x. changesets moves the
 * adapters' peer ranges along, but releases that as a patch: whoever updates gets an adapter that
 * refuses the contract that they have.
 */
export function forgottenAdapters(
  changesets: readonly Changeset[],
  packages: readonly ReleasedPackage[],
): string[] {
  return changesets.flatMap(({ bumps, file }) =>
    packages.flatMap((contract) => {
      if (!breaks(bumps[contract.name], contract.version)) return []
      return packages
        .filter(({ peers }) => peers.includes(contract.name))
        .filter((adapter) => !breaks(bumps[adapter.name], adapter.version))
        .map(
          (adapter) =>
            `.changeset/${file} has a ${bumps[contract.name]} of ${contract.name}, which ` +
            `${adapter.name} takes as a peer: add '${adapter.name}': ${breaking(adapter.version)}`,
        )
    }),
  )
}

/** The smallest bump that leaves `^version`. */
function breaking(version: string): Bump {
  return version.startsWith('0.') ? 'minor' : 'major'
}

function breaks(bump: Bump | undefined, version: string): boolean {
  // Nobody has what was never released.
  if (bump === undefined || version === '0.0.0') return false
  return bump === 'major' || bump === breaking(version)
}
