import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createPostgresDatabase } from 'testing-databases'
import { startDaprDouble } from 'testing-dapr-double'
import { Application, type ApplicationOptions } from './application.ts'
import type { InstalledPackage } from './installed-package.ts'
import { type ModuleKind, moduleKinds } from './module-kinds.ts'
import { packageName } from './package-name.ts'
import type { Row } from './row.ts'
import { missingPackages, uninvitedPackages } from './uninvited-packages.ts'
import type { Versions } from './unexpected-releases.ts'

export interface RehearseRowOptions extends ApplicationOptions {
  /** What is published of ours, and has to be what npm installs. */
  readonly published: Versions
}

export interface RowResult {
  readonly installed: readonly InstalledPackage[]
  readonly nodeModules: string
  /** Of the whole `node_modules`, in bytes. */
  readonly size: number
}

/**
 * Does what a new user would: installs the packages of a row, type-checks a program that uses them,
 * and runs it.
 *
 * @throws Error that says what did not go as promised.
 */
export async function rehearseRow(row: Row, options: RehearseRowOptions): Promise<RowResult> {
  const application = new Application(row, options)
  const installed = await application.install()
  assertInstalled(row, installed, options.published)
  for (const { name, version } of installed.filter((entry) => entry.name in options.published))
    await assertNotesFor(version, join(application.nodeModules, name))
  await application.writeProgram()
  await application.compile()
  for (const kind of moduleKinds) {
    await runOnDatabase(row, application, { kind, folder: options.folder }).catch(
      (cause: unknown) => {
        throw new Error(`as ${kind}: ${String(cause)}`, { cause })
      },
    )
  }
  return { installed, nodeModules: application.nodeModules, size: application.size() }
}

function assertInstalled(
  row: Row,
  installed: readonly InstalledPackage[],
  published: Versions,
): void {
  const invited = [...row.install.map(packageName), ...row.brings, ...row.types, '@types/node']
  const ours = new Set(Object.keys(published))
  const uninvited = uninvitedPackages(installed, { invited, ours })
  if (uninvited.length > 0) throw new Error(`nobody asked for ${uninvited.join(', ')}`)
  const missing = missingPackages(installed, invited)
  if (missing.length > 0) throw new Error(`npm did not install ${missing.join(', ')}`)
  for (const { name, version } of installed) {
    const expected = published[name] ?? version
    if (version !== expected)
      throw new Error(`npm installed ${name}@${version} instead of ${expected}`)
  }
}

async function assertNotesFor(version: string, folder: string): Promise<void> {
  const changelog = await readFile(join(folder, 'CHANGELOG.md'), 'utf8')
  if (!changelog.includes(`\n## ${version}\n`))
    throw new Error(`the CHANGELOG in ${folder} says nothing of ${version}`)
}

interface Place {
  readonly kind: ModuleKind
  readonly folder: string
}

async function runOnDatabase(
  row: Row,
  application: Application,
  { folder, kind }: Place,
): Promise<void> {
  if (!row.postgres)
    return runBesideSidecar(row, application, kind, join(folder, kind, 'orders.sqlite'))
  await using database = await createPostgresDatabase()
  await runBesideSidecar(row, application, kind, database.url)
}

async function runBesideSidecar(
  row: Row,
  application: Application,
  kind: ModuleKind,
  databaseUrl: string,
): Promise<void> {
  if (!row.dapr) return application.run(kind, databaseUrl)
  await using sidecars = new AsyncDisposableStack()
  let stored = 0
  await application.run(kind, databaseUrl, async (line) => {
    const { port } = JSON.parse(line) as { port: number }
    const sidecar = sidecars.use(await startDaprDouble({ app: { port } }))
    sidecars.defer(() => void (stored = sidecar.stored.length))
    return sidecar.url
  })
  await sidecars.disposeAsync()
  if (stored !== 1) throw new Error(`the broker got ${stored} events instead of 1`)
}
