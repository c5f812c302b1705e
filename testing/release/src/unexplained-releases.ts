import type { Versions } from './unexpected-releases.ts'

export interface ReleaseNotes {
  /** What is released: the new versions, by name. */
  readonly planned: Versions
  /** What the changeset names; the others of `planned` are released because of them. */
  readonly named: readonly string[]
  /** What the changeset says. */
  readonly why: string
  /** The text of each package's CHANGELOG. */
  readonly changelogs: Readonly<Record<string, string>>
}

/** The releases whose CHANGELOG does not say what for: one sentence for each. */
export function unexplainedReleases({ changelogs, named, planned, why }: ReleaseNotes): string[] {
  return Object.entries(planned).flatMap(([name, version]) => {
    const reason = named.includes(name) ? why : 'Updated dependencies'
    return sectionOf(changelogs[name] ?? '', version).includes(reason)
      ? []
      : [`the CHANGELOG of ${name} does not say "${reason}" under ${version}`]
  })
}

function sectionOf(changelog: string, version: string): string {
  const sections = changelog.split(/^## /m)
  return sections.find((section) => section.startsWith(`${version}\n`)) ?? ''
}
