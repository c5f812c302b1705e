import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'

/** What one entry of a package's `exports` offers to its users. */
export interface EntryPoint {
  /** As users import it: `uow/testing`. */
  readonly name: string
  readonly packageName: string
  /** What the package says of itself; the entries below `.` are part of it. */
  readonly description?: string
  /** The absolute path of the source that it is built from. */
  readonly source: string
}

interface Manifest {
  readonly name: string
  readonly description?: string
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>
}

const sourceCondition = '@integration-events/source'

/** The entries of every package in `folder`, read from what they export: none can be left out. */
export function entryPointsIn(folder: string): EntryPoint[] {
  return readdirSync(folder)
    .toSorted()
    .map((name) => join(folder, name))
    .filter((path) => existsSync(join(path, 'package.json')))
    .flatMap(entryPointsOf)
}

/** The entries of one package that lead to TypeScript. */
export function entryPointsOf(folder: string): EntryPoint[] {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest
  return Object.entries(manifest.exports).flatMap(([subpath, target]) => {
    const source = typeof target === 'string' ? undefined : target[sourceCondition]
    if (source === undefined) return []
    return {
      name: posix.join(manifest.name, subpath),
      packageName: manifest.name,
      ...(subpath === '.' && manifest.description !== undefined
        ? { description: manifest.description }
        : {}),
      source: join(folder, source),
    }
  })
}
