import type { Bump } from './changeset.ts'
import type { Registry } from './registry.ts'
import type { ScratchRepository } from './scratch-repository.ts'
import { unexpectedReleases, type Versions } from './unexpected-releases.ts'
import { unexplainedReleases } from './unexplained-releases.ts'

/** What the second release is of: a contract and an adapter that have nothing to do with each other. */
const secondRelease: Readonly<Record<string, Bump>> = {
  'integration-events': 'patch',
  'uow-kysely': 'minor',
}

const why = 'The rehearsal of a release changes nothing.'

/**
 * Publishes everything, then two packages again, and returns the version of each that is the newest now.
 *
 * @throws Error if anything else was published than planned, or a CHANGELOG does not say why.
 */
export async function releaseTwice(
  repository: ScratchRepository,
  registry: Registry,
  names: readonly string[],
): Promise<Versions> {
  if (repository.hasChangesets) await repository.version()
  await repository.publish()
  const before = await registry.versions()
  const absent = names.filter((name) => before[name] === undefined)
  if (absent.length > 0) throw new Error(`The first release left out ${absent.join(', ')}.`)

  await repository.propose(secondRelease, why)
  const planned = await repository.version()
  await repository.publish()
  const after = await registry.versions()
  const named = Object.keys(secondRelease)
  const changelogs = Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await repository.changelog(name)] as const)),
  )
  const defects = [
    ...named
      .filter((name) => planned[name] === undefined)
      .map((name) => `${name} is not released again`),
    ...unexpectedReleases({ before, after, planned }),
    ...unexplainedReleases({ planned, named, why, changelogs }),
  ]
  if (defects.length > 0) throw new Error(`The second release: ${defects.join('; ')}.`)
  return after
}
