import type { PublishedManifest } from './published-manifest.ts'

/**
 * The peer ranges that are not `^` of what was published together with them: one sentence for each.
 * After a major, such an adapter could not be installed beside its contract.
 */
export function outdatedPeers(manifests: readonly PublishedManifest[]): string[] {
  return manifests.flatMap(({ name, peerDependencies = {} }) =>
    manifests.flatMap((contract) => {
      const range = peerDependencies[contract.name]
      return range === undefined || range === `^${contract.version}`
        ? []
        : [`${name} takes ${contract.name} ${range} as a peer, instead of ^${contract.version}`]
    }),
  )
}
