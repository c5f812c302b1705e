import { readFile } from 'node:fs/promises'
import process from 'node:process'

/** The user that a server runs as; empty means: as this process's own user. */
export interface ServerUser {
  readonly uid?: number
  readonly gid?: number
}

/**
 * PostgreSQL refuses to run as root. There it runs as `nobody`, who exists on every system, so no
 * user has to be created on a developer's machine.
 */
export async function unprivilegedUser(): Promise<ServerUser> {
  if (process.getuid?.() !== 0) return {}
  const accounts = await readFile('/etc/passwd', 'utf8')
  for (const name of ['nobody', 'postgres']) {
    const [, uid, gid] = new RegExp(`^${name}:[^:]*:(\\d+):(\\d+):`, 'm').exec(accounts) ?? []
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) }
  }
  throw new Error(
    'PostgreSQL does not run as root, and this system has neither a user nobody nor a user postgres. ' +
      'Run the tests as another user, or set TEST_PG_URL to a server of your own.',
  )
}
