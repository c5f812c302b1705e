/** The newest version of each package, by its name. */
export type Versions = Readonly<Record<string, string>>

export interface Releases {
  readonly before: Versions
  readonly after: Versions
  /** The versions that changesets planned. */
  readonly planned: Versions
}

/** Where what was published is not what was planned: one sentence for each package. */
export function unexpectedReleases({ after, before, planned }: Releases): string[] {
  return Object.keys({ ...before, ...after, ...planned }).flatMap((name) => {
    const expected = planned[name] ?? before[name]
    return after[name] === expected
      ? []
      : [`${name} should be at ${expected}, and is at ${after[name] ?? 'no version'}`]
  })
}
