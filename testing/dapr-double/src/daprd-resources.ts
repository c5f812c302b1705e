import { mkdtemp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { temporaryRoot } from 'testing-databases'

/** The configuration's file in the folder; its name keeps daprd from reading it as a resource. */
export const configurationFile = 'configuration'

/** A new folder with resources, one YAML document each, and with a configuration. */
export async function createResourcesFolder(
  resources: readonly string[],
  configuration: string,
): Promise<string> {
  const folder = await mkdtemp(join(temporaryRoot('disk'), 'integration-events-daprd-'))
  await writeFile(join(folder, configurationFile), configuration)
  for (const [index, resource] of resources.entries()) {
    await writeFile(join(folder, `resource-${index}.yaml`), resource)
  }
  return folder
}

export function inMemoryPubsub(name: string): string {
  return `apiVersion: dapr.io/v1alpha1
kind: Component
metadata:
  name: ${name}
spec:
  type: pubsub.in-memory
  version: v1
`
}

/** Has deliveries that failed be tried again. */
/** Redis Streams at a port of 127.0.0.1. Default: what was not acknowledged comes again after a minute. */
export function redisPubsub(port: number, redeliverInterval = '60s'): string {
  return `apiVersion: dapr.io/v1alpha1
kind: Component
metadata:
  name: pubsub
spec:
  type: pubsub.redis
  version: v1
  metadata:
    - { name: redisHost, value: '127.0.0.1:${port}' }
    - { name: redisPassword, value: '' }
    - { name: redeliverInterval, value: ${redeliverInterval} }
    - { name: processingTimeout, value: ${redeliverInterval} }
`
}

export function inboundRetries(pubsubName: string, maxRetries: number): string {
  return `apiVersion: dapr.io/v1alpha1
kind: Resiliency
metadata:
  name: inbound
spec:
  policies: { retries: { again: { policy: constant, duration: 1ms, maxRetries: ${maxRetries} } } }
  targets: { components: { ${pubsubName}: { inbound: { retry: again } } } }
`
}

export function daprConfiguration(tracing: boolean): string {
  return `apiVersion: dapr.io/v1alpha1
kind: Configuration
metadata:
  name: configuration
spec: ${tracing ? '{ tracing: { samplingRate: "1", stdout: true } }' : '{}'}
`
}
