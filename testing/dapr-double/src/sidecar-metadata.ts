import type { Answer } from './answer.ts'
import type { SidecarSettings } from './sidecar-settings.ts'

/** What `GET /v1.0/metadata` says of a sidecar's id, version and components. */
export function sidecarMetadata({ appId, pubsubs, stableBulk }: SidecarSettings): Answer {
  const runtimeVersion = stableBulk ? '1.18.3' : '1.16.0'
  const components = pubsubs.map(({ name, nativeBulk = false }) => ({
    name,
    type: nativeBulk ? 'pubsub.kafka' : 'pubsub.in-memory',
    version: 'v1',
    capabilities: nativeBulk ? ['BULK_PUBSUB'] : ['SUBSCRIBE_WILDCARDS'],
  }))
  return {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      id: appId,
      runtimeVersion,
      components,
      extended: { daprRuntimeVersion: runtimeVersion },
    }),
  }
}
