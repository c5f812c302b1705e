import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { processIdentity } from './process-identity.ts'
import { memoryRoot, temporaryRoot } from './temporary-root.ts'

const prefix = 'integration-events-postgres-'
const ownerFile = 'owner.json'

/** The process that started a server, told apart from a later one with the same pid. */
interface Owner {
  readonly host: string
  readonly pid: number
  readonly identity: string
}

/**
 * A new folder for one server. Others may enter it (0755), because as root the server runs as
 * another user; its data folder below is private to that user.
 */
export async function createServerFolder(place: 'disk' | 'memory'): Promise<string> {
  const folder = await mkdtemp(join(temporaryRoot(place), prefix))
  await chmod(folder, 0o755)
  const owner: Owner = {
    host: hostname(),
    pid: process.pid,
    identity: processIdentity(process.pid) ?? '',
  }
  await writeFile(join(folder, ownerFile), JSON.stringify(owner))
  return folder
}

/**
 * Stops the servers, and removes the folders, of earlier runs that were killed before they could
 * do it themselves. A server is only stopped if its command line names our own data folder: the
 * pid in `postmaster.pid` may have gone to somebody else since.
 */
export async function sweepOrphanedServers(): Promise<void> {
  for (const root of [tmpdir(), memoryRoot]) {
    for (const name of await readdir(root).catch(() => [])) {
      if (!name.startsWith(prefix)) continue
      await sweep(join(root, name)).catch(() => {
        // Another run sweeps at the same time, or the folder belongs to another user.
      })
    }
  }
}

async function sweep(folder: string): Promise<void> {
  if (await hasLivingOwner(folder)) return
  const data = join(folder, 'data')
  const pid = await serverPid(data)
  if (pid !== undefined && processIdentity(pid)?.includes(data)) {
    process.kill(pid, 'SIGQUIT')
    for (let tries = 0; tries < 100 && processIdentity(pid)?.includes(data); tries++)
      await sleep(50)
  }
  await rm(folder, { recursive: true, force: true })
}

async function hasLivingOwner(folder: string): Promise<boolean> {
  const text = await readFile(join(folder, ownerFile), 'utf8').catch(() => undefined)
  if (text === undefined || text === '') {
    // Its owner may be about to write the file.
    return Date.now() - (await stat(folder)).mtimeMs < 60_000
  }
  const owner = JSON.parse(text) as Owner
  return owner.host !== hostname() || processIdentity(owner.pid) === owner.identity
}

async function serverPid(data: string): Promise<number | undefined> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => undefined)
  const pid = Number(text?.split('\n')[0])
  return Number.isSafeInteger(pid) && pid > 0 ? pid : undefined
}
