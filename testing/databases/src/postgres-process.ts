import { type ChildProcess, spawn } from 'node:child_process'
import { chown, mkdir, rm, writeFile } from 'node:fs/promises'
import { rmSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import process from 'node:process'
import { freePort } from './free-port.ts'
import { postgresBinaries } from './postgres-binaries.ts'
import { createServerFolder } from './server-folder.ts'
import { type ServerUser, unprivilegedUser } from './unprivileged-user.ts'

export interface StartPostgresOptions {
  /** Server settings, as in `postgresql.conf`, over the defaults: `{ timezone: 'Asia/Shanghai' }`. */
  readonly settings?: Readonly<Record<string, string>>
  /**
   * Whether commits survive the loss of power: the data on disk, and `fsync` on. A benchmark wants
   * that. No test pulls the plug, and a killed *process* loses nothing without it, so by default the
   * data stand in memory where there is room, with `fsync` off: creating a database takes 6 ms
   * there, and took 300 ms on a slow disk. `synchronous_commit` is on either way. Default false.
   */
  readonly durable?: boolean
}

/** A PostgreSQL server of its own, on 127.0.0.1. */
export interface PostgresServer extends AsyncDisposable {
  /** The URL of its `postgres` database, as its superuser. It stays the same over a restart. */
  readonly url: string
  readonly host: string
  readonly port: number
  /** Stops the server, cutting every connection. Its data stay: `start()` brings it back. */
  stop(mode?: 'fast' | 'immediate'): Promise<void>
  /** Starts the server again after a `stop()`, on the same port and data. */
  start(): Promise<void>
  /** `stop()` and `start()`. */
  restart(mode?: 'fast' | 'immediate'): Promise<void>
  /** Stops the server and removes its data. */
  destroy(): Promise<void>
}

const host = '127.0.0.1'

const defaultSettings: Readonly<Record<string, string>> = {
  log_checkpoints: 'off',
  max_connections: '200',
  max_wal_senders: '0',
  shared_buffers: '64MB',
  timezone: 'UTC',
  wal_level: 'minimal',
}

const notDurable = { fsync: 'off', full_page_writes: 'off' }

/** Starts a PostgreSQL server with an empty data folder of its own. */
export async function startPostgres({
  durable = false,
  settings,
}: StartPostgresOptions = {}): Promise<PostgresServer> {
  const folders: string[] = []
  try {
    const folder = await createServerFolder(durable ? 'disk' : 'memory')
    folders.push(folder)
    const user = await unprivilegedUser()
    const { copy, initdb, postgres } = await postgresBinaries(user.uid !== undefined)
    if (copy !== undefined) folders.push(copy)
    const data = join(folder, 'data')
    const password = randomBytes(12).toString('hex')
    await initialise(initdb, { folder, data, password, user })
    const server = new Server({
      folder,
      folders,
      data,
      password,
      postgres,
      user,
      settings: { ...defaultSettings, ...(durable ? {} : notDurable), ...settings },
    })
    await server.startOnFreePort()
    return server
  } catch (cause) {
    for (const folder of folders) await rm(folder, { recursive: true, force: true })
    throw new Error(
      'PostgreSQL did not start, and no test may be skipped for want of it. ' +
        'Set TEST_PG_URL to the URL of a server that tests may create databases on. ' +
        (cause instanceof Error ? cause.message : String(cause)),
      { cause },
    )
  }
}

interface InitialiseOptions {
  readonly folder: string
  readonly data: string
  readonly password: string
  readonly user: ServerUser
}

async function initialise(
  initdb: string,
  { folder, data, password, user }: InitialiseOptions,
): Promise<void> {
  await mkdir(data, { mode: 0o700 })
  const passwordFile = join(folder, 'password')
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 })
  if (user.uid !== undefined && user.gid !== undefined) {
    await chown(data, user.uid, user.gid)
    await chown(passwordFile, user.uid, user.gid)
  }
  const child = spawn(
    initdb,
    [
      `--pgdata=${data}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=password',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-sync',
      '--no-instructions',
    ],
    { ...user, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  child.stderr.on('data', (chunk) => (output += chunk))
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`initdb failed: ${output.trim()}`)),
    )
  })
}

interface ServerOptions {
  readonly folder: string
  /** All that `destroy()` removes. */
  readonly folders: readonly string[]
  readonly data: string
  readonly password: string
  readonly postgres: string
  readonly user: ServerUser
  readonly settings: Readonly<Record<string, string>>
}

class Server implements PostgresServer {
  readonly host = host
  readonly #options: ServerOptions
  #port = 0
  #child: ChildProcess | undefined

  readonly #stopAtExit = (): void => {
    this.#child?.kill('SIGQUIT')
    for (const folder of this.#options.folders) rmSync(folder, { recursive: true, force: true })
  }

  constructor(options: ServerOptions) {
    this.#options = options
    process.once('exit', this.#stopAtExit)
  }

  get port(): number {
    return this.#port
  }

  get url(): string {
    return `postgres://postgres:${this.#options.password}@${host}:${this.#port}/postgres`
  }

  async startOnFreePort(): Promise<void> {
    for (let tries = 1; ; tries++) {
      this.#port = await freePort()
      try {
        return await this.start()
      } catch (error) {
        // Another process may have taken the port in between.
        if (tries === 5 || !String(error).includes('Address already in use')) throw error
      }
    }
  }

  async start(): Promise<void> {
    if (this.#child !== undefined) return
    const { data, folder, postgres, settings, user } = this.#options
    const flags = {
      ...settings,
      listen_addresses: host,
      unix_socket_directories: '',
      port: String(this.#port),
    }
    const child = spawn(
      postgres,
      ['-D', data, ...Object.entries(flags).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      { ...user, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
    )
    this.#child = child
    child.once('exit', () => {
      if (this.#child === child) this.#child = undefined
    })
    let output = ''
    await new Promise<void>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', () => reject(new Error(`postgres ended: ${output.trim()}`)))
      child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
        output = (output + chunk).slice(-4_000)
        if (output.includes('database system is ready to accept connections')) resolve()
      })
    })
  }

  async stop(mode: 'fast' | 'immediate' = 'fast'): Promise<void> {
    const child = this.#child
    if (child === undefined) return
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    child.kill(mode === 'fast' ? 'SIGINT' : 'SIGQUIT')
    await ended
  }

  async restart(mode?: 'fast' | 'immediate'): Promise<void> {
    await this.stop(mode)
    await this.start()
  }

  async destroy(): Promise<void> {
    await this.stop('immediate')
    process.off('exit', this.#stopAtExit)
    for (const folder of this.#options.folders) await rm(folder, { recursive: true, force: true })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.destroy()
  }
}
