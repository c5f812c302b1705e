import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { eventually, freePort } from 'testing-databases'
import { cleanEnvironment } from './clean-environment.ts'
import { registryConfig } from './registry-config.ts'
import type { PublishedManifest } from './published-manifest.ts'

export interface StartRegistryOptions {
  /** A new folder, for everything that it writes. */
  readonly folder: string
  readonly upstream: string
  /** The names of the packages that are published to it. */
  readonly ours: readonly string[]
}

/** A throwaway npm registry on 127.0.0.1, in a process of its own. */
export interface Registry extends AsyncDisposable {
  readonly url: string
  /** What makes npm and pnpm use it, whatever the user's own npmrc says. */
  readonly environment: Readonly<Record<string, string>>
  /** The newest manifest of each of our packages that it has, by name. */
  published(): Promise<Readonly<Record<string, PublishedManifest>>>
}

/** @throws Error if it does not answer within 30 seconds, or ends; the message has its output. */
export async function startRegistry({
  folder,
  ours,
  upstream,
}: StartRegistryOptions): Promise<Registry> {
  await mkdir(folder)
  const config = join(folder, 'config.yaml')
  await writeFile(config, registryConfig({ folder, ours, upstream }))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}/`
  const child = spawnVerdaccio(config, port)
  const end = (): Promise<void> => endProcess(child)
  try {
    const npmrc = join(folder, 'npmrc')
    await answers(child, url)
    const token = await signUp(url)
    await writeFile(npmrc, npmrcOf(port, token), { mode: 0o600 })
    return {
      url,
      environment: cleanEnvironment({
        NPM_CONFIG_USERCONFIG: npmrc,
        NPM_CONFIG_CACHE: join(folder, 'npm-cache'),
      }),
      published: async () => {
        const manifests = await Promise.all(ours.map((name) => newestManifest(url, name)))
        return Object.fromEntries(manifests.flat().map((manifest) => [manifest.name, manifest]))
      },
      [Symbol.asyncDispose]: end,
    }
  } catch (error) {
    await end()
    throw error
  }
}

function spawnVerdaccio(config: string, port: number): ChildProcess {
  const manifest = fileURLToPath(import.meta.resolve('verdaccio/package.json'))
  const program = join(dirname(manifest), 'bin/verdaccio')
  const child = spawn(
    process.execPath,
    [program, '--config', config, '--listen', `127.0.0.1:${port}`],
    { cwd: dirname(config), env: cleanEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const kill = (): void => void child.kill('SIGKILL')
  process.once('exit', kill)
  child.once('exit', () => process.off('exit', kill))
  return child
}

async function answers(child: ChildProcess, url: string): Promise<void> {
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream
      ?.setEncoding('utf8')
      .on('data', (chunk: string) => (output = (output + chunk).slice(-8_000)))
  const ended = once(child, 'close').then(([code]) => {
    throw new Error(`The registry ended with ${code}:\n${output}`)
  })
  const ready = eventually(async () => (await fetch(`${url}-/ping`)).ok, {
    timeout: 30_000,
    interval: 50,
  }).catch((cause: unknown) => {
    throw new Error(`The registry did not answer:\n${output}`, { cause })
  })
  for (const loser of [ready, ended]) loser.catch(() => {})
  await Promise.race([ready, ended])
}

async function signUp(url: string): Promise<string> {
  const name = 'rehearsal'
  const answer = await fetch(`${url}-/user/org.couchdb.user:${name}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, password: crypto.randomUUID() }),
  })
  const { token } = (await answer.json()) as { token?: string }
  if (token === undefined) throw new Error(`The registry gave no token, but ${answer.status}.`)
  return token
}

function npmrcOf(port: number, token: string): string {
  const address = `//127.0.0.1:${port}/`
  return [
    `registry=http:${address}`,
    `${address}:_authToken=${token}`,
    // There is nothing here that could vouch for where a package was built.
    'provenance=false',
    'audit=false',
    'fund=false',
    'update-notifier=false',
    '',
  ].join('\n')
}

async function newestManifest(url: string, name: string): Promise<PublishedManifest[]> {
  const answer = await fetch(`${url}${name}/latest`)
  if (answer.status === 404) return []
  return [(await answer.json()) as PublishedManifest]
}

async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}
