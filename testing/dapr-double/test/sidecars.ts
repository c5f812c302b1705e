import type { TestContext } from 'vitest'
import { startDaprd } from '../src/daprd-process.ts'
import { startDaprDouble } from '../src/dapr-double.ts'
import { findDaprd } from '../src/find-daprd.ts'
import type { TestedSidecar } from './call.ts'

export interface SidecarOptions {
  readonly apiToken?: string
  readonly tracing?: boolean
  /** The broker takes no event with one of these ids; daprd's takes none at all then. */
  readonly refused?: readonly string[]
}

/** Something that keeps, or doesn't keep, daprd's rules of publishing. */
export interface SidecarKind {
  readonly name: string
  /** Why it can't be tested here; undefined: it can. */
  readonly missing: string | undefined
  start(options?: SidecarOptions): Promise<TestedSidecar & AsyncDisposable>
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

/** The double, and the daprd that it doubles: what one of them does the other has to do. */
export const sidecarKinds: readonly SidecarKind[] = [
  {
    name: 'the double',
    missing: undefined,
    async start({ refused = [], ...options } = {}) {
      const double = await startDaprDouble({ appId, ...options })
      double.refuse(refused)
      return double
    },
  },
  {
    name: 'daprd',
    missing:
      findDaprd() === undefined
        ? 'no daprd found: set DAPRD_PATH, or put it on the PATH or into ~/.dapr/bin'
        : undefined,
    start: ({ refused, ...options } = {}) =>
      startDaprd({
        appId,
        topics: ['*'],
        ...options,
        ...(refused === undefined ? {} : { resources: [pubsub, noTimeToPublish] }),
      }),
  },
]

export function skipIfMissing(context: TestContext, { missing }: SidecarKind): void {
  if (missing !== undefined) context.skip(missing)
}

/** Starts one for a suite, unless it is missing. */
export function startUnlessMissing(
  kind: SidecarKind,
  options?: SidecarOptions,
): Promise<TestedSidecar & AsyncDisposable> | undefined {
  return kind.missing === undefined ? kind.start(options) : undefined
}
