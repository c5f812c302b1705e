import type { Changeset } from './changeset.ts'
import { outdatedPeers } from './outdated-peers.ts'
import { rehearsedChangesets } from './rehearsed-changesets.ts'
import type { Registry } from './registry.ts'
import type { ScratchRepository } from './scratch-repository.ts'
import { timed } from './timed.ts'
import { unexpectedReleases, type Versions } from './unexpected-releases.ts'
import { unexplainedReleases } from './unexplained-releases.ts'

export interface RehearseReleasesOptions {
  readonly repository: ScratchRepository
  readonly registry: Registry
  /** The names of all public packages. */
  readonly names: readonly string[]
}

/**
 * Publishes everything, then what each of the rehearsed changesets bumps, and returns the newest
 * versions.
 *
 * @throws Error if anything else was published than planned, a CHANGELOG does not say why, or an
 *   adapter's peer range does not follow its contract.
 */
export async function rehearseReleases(options: RehearseReleasesOptions): Promise<Versions> {
  const { names, registry, repository } = options
  await timed('a release of everything', async () => {
    if (repository.hasChangesets) await repository.version()
    await repository.publish()
    const published = await registry.published()
    const absent = names.filter((name) => published[name] === undefined)
    fail('The first release', [
      ...absent.map((name) => `${name} was not published`),
      ...outdatedPeers(Object.values(published)),
    ])
  })
  for (const changeset of rehearsedChangesets)
    await timed(`a release of ${changeset.file}`, () => releaseAgain(options, changeset))
  return newestVersions(registry)
}

async function releaseAgain(
  { names, registry, repository }: RehearseReleasesOptions,
  { bumps, file }: Changeset,
): Promise<void> {
  const before = await newestVersions(registry)
  const why = `The rehearsal of ${file} changes nothing.`
  await repository.propose(bumps, why)
  const planned = await repository.version()
  await repository.publish()
  const named = Object.keys(bumps)
  const changelogs = Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await repository.changelog(name)] as const)),
  )
  const manifests = Object.values(await registry.published())
  fail(`The release of ${file}`, [
    ...named
      .filter((name) => planned[name] === undefined)
      .map((name) => `${name} is not released again`),
    ...unexpectedReleases({ before, after: await newestVersions(registry), planned }),
    ...unexplainedReleases({ planned, named, why, changelogs }),
    // A patch of a contract is within what its adapters accept, and publishes none of them.
    ...(Object.values(bumps).includes('major') ? outdatedPeers(manifests) : []),
  ])
}

async function newestVersions(registry: Registry): Promise<Versions> {
  const manifests = Object.values(await registry.published())
  return Object.fromEntries(manifests.map(({ name, version }) => [name, version]))
}

function fail(what: string, defects: readonly string[]): void {
  if (defects.length > 0) throw new Error(`${what}: ${defects.join('; ')}.`)
}
