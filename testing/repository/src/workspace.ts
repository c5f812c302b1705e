import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's root folder. */
export const root: string = fileURLToPath(new URL('../../..', import.meta.url))

export interface PackageManifest {
  readonly name: string
  readonly description?: string
  readonly exports?: Readonly<Record<string, string | Readonly<Record<string, string>>>>
  readonly publishConfig?: Readonly<Record<string, unknown>>
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly files?: readonly string[]
  readonly scripts?: Readonly<Record<string, string>>
  readonly [field: string]: unknown
}

/** One package of the workspace. */
export interface WorkspacePackage {
  /** From the root: `packages/uow`. */
  readonly path: string
  readonly folder: string
  readonly manifest: PackageManifest
}

/** The packages right below the given folders of the root. */
export function packagesIn(...parents: readonly string[]): WorkspacePackage[] {
  return parents.flatMap((parent) =>
    readdirSync(join(root, parent))
      .map((name) => join(parent, name))
      .filter((path) => existsSync(join(root, path, 'package.json')))
      .map((path) => ({
        path,
        folder: join(root, path),
        manifest: readJson(join(path, 'package.json')) as PackageManifest,
      })),
  )
}

/** A JSON file, by its path from the root. */
export function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(root, path), 'utf8'))
}

/** The TypeScript files below a folder, by their paths from that folder. */
export function typescriptFiles(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .toSorted()
}
