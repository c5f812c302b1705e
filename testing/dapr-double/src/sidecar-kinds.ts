import process from 'node:process'
import type { ApplicationOptions } from './application.ts'
import { startDaprDouble } from './dapr-double.ts'
import { startDaprd } from './daprd.ts'
import { findDaprd } from './find-daprd.ts'
import type { StoredMessage } from './stored-message.ts'

/** What a suite for both can see of a sidecar. */
export interface TestedSidecar extends AsyncDisposable {
  readonly url: string
  readonly port: number
  /** Undefined: it doesn't speak gRPC. */
  readonly grpcPort?: number
  /**
   * What the broker has. daprd's is known only some time after its publishing was answered, and not at
   * all where it delivers to an `app`.
   */
  readonly stored: readonly StoredMessage[]
  /** It goes down, at once. */
  stop(): Promise<void>
  /** It is up again at the same place, and asked the application for its subscriptions. */
  start(): Promise<void>
  /** The broker, where it is a process of its own. */
  readonly broker?: TestedBroker
}

/** A broker that is durable. */
export interface TestedBroker {
  /** It is killed. */
  stop(): Promise<void>
  /** It is up again at the same place, with all that it had taken. */
  start(): Promise<void>
}

export interface SidecarOptions {
  readonly apiToken?: string
  readonly tracing?: boolean
  /** The broker takes no event with one of these ids; daprd's takes none at all then. */
  readonly refused?: readonly string[]
  /** The application to deliver to, which listens already. Default: there is none to see. */
  readonly app?: ApplicationOptions
}

/** Something that keeps, or doesn't keep, daprd's rules of publishing and of delivering. */
export interface SidecarKind {
  readonly name: string
  /** Why it can't be tested here; undefined: it can. */
  readonly missing: string | undefined
  start(options?: SidecarOptions): Promise<TestedSidecar>
}

/** The id of the app behind each of them. */
export const appId = 'orders'

const pubsub = `apiVersion: dapr.io/v1alpha1
kind: Component
metadata: { name: pubsub }
spec: { type: pubsub.in-memory, version: v1 }
`

/** The broker inside daprd never refuses anything, but a policy can. */
const noTimeToPublish = `apiVersion: dapr.io/v1alpha1
kind: Resiliency
metadata: { name: none }
spec:
  policies: { timeouts: { none: 1ns } }
  targets: { components: { pubsub: { outbound: { timeout: none } } } }
`

/** Set by the configuration of `pnpm test:daprd`. */
const isDaprdWanted = process.env['TEST_DAPRD'] !== undefined

const double: SidecarKind = {
  name: 'the double',
  missing: undefined,
  async start({ refused = [], ...options } = {}) {
    const started = await startDaprDouble({ appId, ...options })
    started.refuse(refused)
    return started
  },
}

/**
 * The double and, in `pnpm test:daprd`, the daprd that it doubles: what one of them does the other has
 * to do. Without a daprd its tests are skipped, and say why; `pnpm test` does not have them.
 */
export const sidecarKinds: readonly SidecarKind[] = isDaprdWanted ? [double, daprd()] : [double]

function daprd(): SidecarKind {
  const program = findDaprd()
  return {
    name: 'daprd',
    missing:
      program === undefined
        ? 'no daprd found: set DAPRD_PATH, or put it on the PATH or into ~/.dapr/bin'
        : undefined,
    start: ({ refused, ...options } = {}) =>
      startDaprd({
        appId,
        topics: ['*'],
        ...options,
        ...(refused === undefined ? {} : { resources: [pubsub, noTimeToPublish] }),
      }),
  }
}

export function skipIfMissing(
  context: { skip(reason: string): void },
  { missing }: SidecarKind,
): void {
  if (missing !== undefined) context.skip(missing)
}

/** Starts one for a suite, unless it is missing. */
export async function startUnlessMissing(
  kind: SidecarKind,
  options?: SidecarOptions,
): Promise<TestedSidecar | undefined> {
  return kind.missing === undefined ? await kind.start(options) : undefined
}
