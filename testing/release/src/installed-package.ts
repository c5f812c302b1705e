import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One package that stands in a `node_modules` folder. */
export interface InstalledPackage {
  readonly name: string
  readonly version: string
  /** What it makes npm install: its dependencies, and the peers that it can't do without. */
  readonly needs: readonly string[]
}

interface Manifest {
  readonly name: string
  readonly version: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>
}

/** Every package below a `node_modules` folder, copies inside of other packages included. */
export function installedPackages(nodeModules: string): InstalledPackage[] {
  return packageFolders(nodeModules).flatMap((folder) => [
    describe(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest),
    ...installedPackages(join(folder, 'node_modules')),
  ])
}

function packageFolders(parent: string): string[] {
  if (!existsSync(parent)) return []
  return readdirSync(parent)
    .filter((name) => !name.startsWith('.'))
    .map((name) => join(parent, name))
    .flatMap((folder) => {
      if (existsSync(join(folder, 'package.json'))) return [folder]
      return packageFolders(folder)
    })
}

function describe(manifest: Manifest): InstalledPackage {
  const peers = Object.keys(manifest.peerDependencies ?? {}).filter(
    (name) => manifest.peerDependenciesMeta?.[name]?.optional !== true,
  )
  const dependencies = Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies })
  return {
    name: manifest.name,
    version: manifest.version,
    needs: [...new Set([...dependencies, ...peers])],
  }
}
