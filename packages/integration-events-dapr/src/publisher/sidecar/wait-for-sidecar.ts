import { setTimeout as sleep } from 'node:timers/promises'
import {
  DaprComponentMissingError,
  DaprSidecarUnavailableError,
  DaprTokenError,
} from '../../errors/index.ts'
import type { Sidecar, SidecarAnswer } from './sidecar.ts'

/** Milliseconds between two looks. */
const pause = 100

export interface WaitForSidecarOptions {
  readonly pubsubName: string
  /** In milliseconds. */
  readonly sidecarTimeout: number
  readonly signal: AbortSignal
}

/**
 * Waits until the sidecar can publish, and checks that it has the component.
 *
 * It asks for the outbound health: the whole one waits for the application's own port, which an
 * application that waits for it may not have opened yet.
 *
 * @throws DaprSidecarUnavailableError, DaprTokenError, DaprComponentMissingError
 */
export async function waitForSidecar(
  sidecar: Sidecar,
  { pubsubName, sidecarTimeout, signal }: WaitForSidecarOptions,
): Promise<void> {
  const { endpoint } = sidecar
  const late = AbortSignal.timeout(sidecarTimeout)
  const both = AbortSignal.any([signal, late])
  for (;;) {
    let cause: unknown
    try {
      const { status } = await get(sidecar, '/v1.0/healthz/outbound', both)
      if (status < 300)
        return check(await get(sidecar, '/v1.0/metadata', both), sidecar, pubsubName)
      cause = new Error(`its health is ${status}`)
    } catch (error) {
      if (DaprTokenError.isInstance(error) || DaprComponentMissingError.isInstance(error))
        throw error
      cause = error
    }
    signal.throwIfAborted()
    if (late.aborted) throw new DaprSidecarUnavailableError({ endpoint, sidecarTimeout, cause })
    await sleep(pause, undefined, { signal: both }).catch(() => {})
  }
}

function check({ body, status }: SidecarAnswer, sidecar: Sidecar, pubsubName: string): void {
  const { endpoint, hasToken: isGiven } = sidecar
  if (status === 401) throw new DaprTokenError({ endpoint, isGiven })
  // Who may not read the metadata may publish all the same.
  if (status >= 300) return
  const available = pubsubsIn(body)
  if (!available.includes(pubsubName))
    throw new DaprComponentMissingError({ pubsubName, available })
}

function get(sidecar: Sidecar, path: string, signal: AbortSignal): Promise<SidecarAnswer> {
  return sidecar.request({ method: 'GET', path, signal })
}

function pubsubsIn(metadata: string): readonly string[] {
  const { components = [] } = JSON.parse(metadata) as {
    components?: readonly { readonly name: string; readonly type: string }[]
  }
  return components.filter(({ type }) => type.startsWith('pubsub.')).map(({ name }) => name)
}
