import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ReleasedPackage } from './contract-majors.ts'

interface Manifest {
  readonly name: string
  readonly version: string
  readonly peerDependencies?: Readonly<Record<string, string>>
}

/** The packages of this repository that are published: all that stand in `packages`. */
export function publicPackages(root: string): ReleasedPackage[] {
  const manifests = readdirSync(join(root, 'packages')).map(
    (folder) =>
      JSON.parse(readFileSync(join(root, 'packages', folder, 'package.json'), 'utf8')) as Manifest,
  )
  const names = new Set(manifests.map(({ name }) => name))
  return manifests.map(({ name, peerDependencies = {}, version }) => ({
    name,
    version,
    peers: Object.keys(peerDependencies).filter((peer) => names.has(peer)),
  }))
}
