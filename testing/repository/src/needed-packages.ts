import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { importsOf, packageNameOf } from './module-imports.ts'
import type { PackageManifest } from './workspace.ts'

/** The packages that some files import, without Node's own modules. */
export function packagesImportedBy(files: readonly string[]): string[] {
  const specifiers = files
    .flatMap(importsOf)
    .filter((specifier) => !specifier.startsWith('.') && !specifier.startsWith('node:'))
  return [...new Set(specifiers.map(packageNameOf))]
}

/** The given packages of a folder's `node_modules`, and the peers that these ask their user for. */
export function withTheirPeers(folder: string, names: readonly string[]): Set<string> {
  const needed = new Set(names)
  for (const name of needed) {
    for (const peer of peersOf(join(folder, 'node_modules', name))) needed.add(peer)
  }
  return needed
}

function peersOf(folder: string): string[] {
  const file = join(folder, 'package.json')
  if (!existsSync(file)) return []
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as PackageManifest
  const optional = (manifest['peerDependenciesMeta'] ?? {}) as Record<string, unknown>
  return Object.keys(manifest.peerDependencies ?? {}).filter((name) => !(name in optional))
}
