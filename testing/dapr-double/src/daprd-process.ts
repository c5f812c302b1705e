import { type ChildProcess, spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { eventually, freePort } from 'testing-databases'
import {
  configurationFile,
  createResourcesFolder,
  daprConfiguration,
  inMemoryPubsub,
} from './daprd-resources.ts'
import { startDeliveryRecorder } from './delivery-recorder.ts'
import { findDaprd } from './find-daprd.ts'
import type { StoredMessage } from './stored-message.ts'

export interface StartDaprdOptions {
  /** The program. Default: `findDaprd()`. */
  readonly program?: string
  /** What the app subscribes to, whose deliveries are `stored`. A `*` at the end stands for the rest. */
  readonly topics: readonly string[]
  /** The component's name. Default `pubsub`. */
  readonly pubsubName?: string
  /** YAML documents of resources. Default: a `pubsub.in-memory` component of that name. */
  readonly resources?: readonly string[]
  /** Default: requests need no token. */
  readonly apiToken?: string
  /** Default `app`. */
  readonly appId?: string
  /** Whether it traces every request. Default false, as without any configuration. */
  readonly tracing?: boolean
}

/** A real Dapr sidecar on 127.0.0.1, alone: without a control plane, and with a broker inside it. */
export interface Daprd extends AsyncDisposable {
  readonly url: string
  readonly port: number
  readonly grpcPort: number
  /**
   * What was delivered to the app, at some time after its publishing was answered. The names of
   * metadata are in lower case, as they come as headers.
   */
  readonly stored: readonly StoredMessage[]
}

/** @throws Error if there is no daprd, or if it doesn't start; the message has its output. */
export async function startDaprd(options: StartDaprdOptions): Promise<Daprd> {
  const program = options.program ?? findDaprd()
  if (program === undefined) {
    throw new Error('There is no daprd: neither DAPRD_PATH, nor on the PATH, nor in ~/.dapr/bin.')
  }
  const { apiToken, appId = 'app', pubsubName = 'pubsub', topics } = options
  await using cleanup = new AsyncDisposableStack()
  const app = cleanup.use(await startDeliveryRecorder({ pubsubName, topics }))
  const folder = await createResourcesFolder(
    options.resources ?? [inMemoryPubsub(pubsubName)],
    daprConfiguration(options.tracing ?? false),
  )
  cleanup.defer(() => rm(folder, { recursive: true, force: true }))
  // Together, so that no two are the same.
  const [port, grpcPort, internalPort] = await Promise.all([freePort(), freePort(), freePort()])
  const child = spawn(
    program,
    [
      '--mode=standalone',
      `--app-id=${appId}`,
      `--app-port=${app.port}`,
      '--app-protocol=http',
      '--app-channel-address=127.0.0.1',
      `--dapr-http-port=${port}`,
      `--dapr-grpc-port=${grpcPort}`,
      `--dapr-internal-grpc-port=${internalPort}`,
      '--dapr-internal-grpc-listen-address=127.0.0.1',
      '--dapr-listen-addresses=127.0.0.1',
      '--enable-metrics=false',
      '--enable-mtls=false',
      `--resources-path=${folder}`,
      `--config=${join(folder, configurationFile)}`,
    ],
    {
      cwd: folder,
      env: { ...withoutDapr(process.env), DAPR_HOST_IP: '127.0.0.1', DAPR_API_TOKEN: apiToken },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const killAtExit = (): void => {
    child.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
  process.once('exit', killAtExit)
  cleanup.defer(async () => {
    await end(child)
    process.off('exit', killAtExit)
  })
  const url = `http://127.0.0.1:${port}`
  await isReady(child, url)
  const running = cleanup.move()
  return {
    url,
    port,
    grpcPort,
    stored: app.delivered,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}

/** Publishing is possible, and the app's subscriptions stand. */
async function isReady(child: ChildProcess, url: string): Promise<void> {
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      output = (output + chunk).slice(-8_000)
    })
  }
  const ended = new Promise<never>((_, reject) => {
    child.once('error', reject)
    child.once('close', (code) => reject(new Error(`daprd ended with ${code}:\n${output}`)))
  })
  const ready = eventually(
    async () => {
      // Then the race is over.
      if (hasEnded(child)) return true
      const answers = await Promise.all(
        ['/v1.0/healthz/outbound', '/v1.0/healthz'].map((path) => fetch(`${url}${path}`)),
      )
      return answers.every(({ status }) => status === 204)
    },
    { timeout: 25_000, interval: 50 },
  ).catch((cause: unknown) => {
    throw new Error(`daprd did not get ready:\n${output}`, { cause })
  })
  for (const loser of [ready, ended]) loser.catch(() => {})
  await Promise.race([ready, ended])
}

function hasEnded({ exitCode, pid, signalCode }: ChildProcess): boolean {
  return pid === undefined || exitCode !== null || signalCode !== null
}

async function end(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  // Nothing is to be drained, so nothing is worth a graceful shutdown of seconds.
  child.kill('SIGKILL')
  await exited
}

/** Without what would point daprd to a control plane. */
function withoutDapr(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(environment).filter(([name]) => !name.startsWith('DAPR_')),
  )
}
