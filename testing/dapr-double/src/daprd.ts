import type { ChildProcess } from 'node:child_process'
import { rmSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { freePort } from 'testing-databases'
import type { ApplicationOptions } from './application.ts'
import { daprdIsReady, endDaprdProcess, spawnDaprd } from './daprd-process.ts'
import {
  configurationFile,
  createResourcesFolder,
  daprConfiguration,
  inboundRetries,
  inMemoryPubsub,
} from './daprd-resources.ts'
import { startDeliveryRecorder } from './delivery-recorder.ts'
import { findDaprd } from './find-daprd.ts'
import type { StoredMessage } from './stored-message.ts'

export interface StartDaprdOptions {
  /** The program. Default: `findDaprd()`. */
  readonly program?: string
  /**
   * What the app subscribes to, whose deliveries are `stored`. A `*` at the end stands for the rest.
   * With an `app` of yours, it says that for itself.
   */
  readonly topics: readonly string[]
  /** The application to deliver to. Default: one that takes everything. */
  readonly app?: ApplicationOptions
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
   * metadata are in lower case, as they come as headers. Empty with an `app` of yours.
   */
  readonly stored: readonly StoredMessage[]
  /** Kills it, and with it what its broker has. */
  stop(): Promise<void>
  /** It is up again, on the same ports. */
  start(): Promise<void>
}

/** @throws Error if there is no daprd, or if it doesn't start; the message has its output. */
export async function startDaprd(options: StartDaprdOptions): Promise<Daprd> {
  const program = options.program ?? findDaprd()
  if (program === undefined) {
    throw new Error('There is no daprd: neither DAPRD_PATH, nor on the PATH, nor in ~/.dapr/bin.')
  }
  const { apiToken, appId = 'app', pubsubName = 'pubsub', topics } = options
  await using cleanup = new AsyncDisposableStack()
  const recorder =
    options.app === undefined
      ? cleanup.use(await startDeliveryRecorder({ pubsubName, topics }))
      : undefined
  const app: ApplicationOptions = options.app ?? { port: recorder!.port }
  const folder = await createResourcesFolder(
    [
      ...(options.resources ?? [inMemoryPubsub(pubsubName)]),
      ...(app.maxRetries === undefined ? [] : [inboundRetries(pubsubName, app.maxRetries)]),
    ],
    daprConfiguration(options.tracing ?? false),
  )
  cleanup.defer(() => rm(folder, { recursive: true, force: true }))
  // Together, so that no two are the same.
  const [port, grpcPort, internalPort] = await Promise.all([freePort(), freePort(), freePort()])
  const url = `http://127.0.0.1:${port}`
  const command = {
    program,
    folder,
    options: [
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
    environment: {
      DAPR_HOST_IP: '127.0.0.1',
      DAPR_API_TOKEN: apiToken,
      APP_API_TOKEN: app.apiToken,
    },
  }
  let child: ChildProcess | undefined
  const stop = async (): Promise<void> => {
    if (child !== undefined) await endDaprdProcess(child)
    child = undefined
  }
  const start = async (): Promise<void> => {
    if (child !== undefined) return
    child = spawnDaprd(command)
    await daprdIsReady(child, url)
  }
  const killAtExit = (): void => {
    child?.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
  process.once('exit', killAtExit)
  cleanup.defer(async () => {
    await stop()
    process.off('exit', killAtExit)
  })
  await start()
  const running = cleanup.move()
  return {
    url,
    port,
    grpcPort,
    stored: recorder?.delivered ?? [],
    stop,
    start,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}
