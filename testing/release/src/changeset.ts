export type Bump = 'major' | 'minor' | 'patch'

/** One file of `.changeset`, not yet released. */
export interface Changeset {
  /** The file's name. */
  readonly file: string
  readonly bumps: Readonly<Record<string, Bump>>
}

/**
 * Reads a changeset's front matter.
 *
 * @throws Error if there is none, or a line of it is not `'package': bump`.
 */
export function parseChangeset(file: string, text: string): Changeset {
  const matter = /^---\r?\n(?<lines>[^]*?)---\r?\n/.exec(text)?.groups?.['lines']
  if (matter === undefined) throw new Error(`${file} has no front matter.`)
  const bumps = matter
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => parseBump(file, line))
  return { file, bumps: Object.fromEntries(bumps) }
}

function parseBump(file: string, line: string): [name: string, bump: Bump] {
  const { name, bump } =
    /^(?<quote>['"]?)(?<name>[^'":]+)\k<quote>:\s*(?<bump>major|minor|patch)\s*$/.exec(line)
      ?.groups ?? {}
  if (name === undefined || bump === undefined)
    throw new Error(`${file}: "${line}" is not a package's name and major, minor or patch.`)
  return [name, bump as Bump]
}
