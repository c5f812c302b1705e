import { posix } from 'node:path'
import { importsOf } from './module-imports.ts'
import type { PackageManifest } from './workspace.ts'

/** What would be published of one package. */
export interface PackedPackage {
  /** Where it was built. */
  readonly folder: string
  readonly manifest: PackageManifest
  /** The files in its tarball, by their paths in the package. */
  readonly files: readonly string[]
}

/** What its users would miss, or would be given without use: one sentence each. */
export function packedDefects({ folder, manifest, files }: PackedPackage): string[] {
  const promised = new Set([...exportedPaths(manifest), ...binPaths(manifest)])
  const missing = [...promised, 'README.md', 'LICENSE'].filter((path) => !files.includes(path))
  const stray = files.filter((path) => path.endsWith('.tsbuildinfo') || path.startsWith('test/'))
  const built = files.filter((path) => /^dist\/.*\.(js|d\.ts)$/.test(path))
  const used = new Set([
    ...[...promised].map(moduleOf),
    ...built.flatMap((path) => modulesImportedBy(folder, path)),
  ])
  const unused = built.filter((path) => path.endsWith('.js') && !used.has(moduleOf(path)))
  return [
    ...missing.map((path) => `${path} is not in the package`),
    ...stray.map((path) => `${path} is of no use to anybody`),
    ...unused.map((path) => `${path} is built, but neither exported nor imported`),
  ]
}

/** Types count: a module that has nothing else is imported by declarations only. */
function modulesImportedBy(folder: string, path: string): string[] {
  return importsOf(posix.join(folder, path))
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => moduleOf(posix.join(posix.dirname(path), specifier)))
}

/** `dist/index`, for all that was made of `src/index.ts`. */
function moduleOf(path: string): string {
  return path.replace(/(\.d)?\.[jt]s$/, '')
}

function exportedPaths({ publishConfig }: PackageManifest): string[] {
  const targets = Object.values((publishConfig?.['exports'] ?? {}) as PackageExports)
  return targets
    .flatMap((target) => (typeof target === 'string' ? target : Object.values(target)))
    .map((path) => posix.normalize(path))
}

type PackageExports = NonNullable<PackageManifest['exports']>

function binPaths({ bin }: PackageManifest): string[] {
  return Object.values((bin ?? {}) as Readonly<Record<string, string>>).map((path) =>
    posix.normalize(path),
  )
}
