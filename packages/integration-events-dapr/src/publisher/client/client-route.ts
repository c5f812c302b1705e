import { setTimeout as sleep } from 'node:timers/promises'
import type { OutgoingEvent, PublishOutcome } from 'integration-events'
import type { ResolvedDaprPublisherOptions } from '../dapr-publisher-options.ts'
import type { DaprRoute } from '../dapr-route.ts'
import { DaprComponentMissingError, DaprSidecarUnavailableError } from '../../errors/index.ts'
import { cloudEventBody } from '../publish/cloud-event-body.ts'
import { outcomeOfClientFailure } from './client-failure.ts'
import type { DaprClientLike } from './dapr-client.ts'

/** With a parameter, the SDK sends text as it is; without one it would encode it a second time. */
const contentType = 'application/cloudevents+json; charset=utf-8'

/** Milliseconds between two looks. */
const pause = 500

/** The SDK's `CommunicationProtocolEnum.HTTP`. */
const http = 1

/**
 * Over the user's own `DaprClient`, one event at a time: its bulk publish calls what failed published
 * (over HTTP), or drops each event's metadata (over gRPC).
 */
export function clientRoute(
  client: DaprClientLike,
  options: ResolvedDaprPublisherOptions,
): DaprRoute {
  return {
    open: (signal) => waitForClient(client, options, signal),
    publish: (event, signal) => publish(client, options, event, signal),
    // The client is the user's.
    close: () => {},
  }
}

async function publish(
  client: DaprClientLike,
  { metadata, pubsubName }: ResolvedDaprPublisherOptions,
  event: OutgoingEvent,
  signal: AbortSignal,
): Promise<PublishOutcome> {
  if (signal.aborted) return { status: 'transient', error: signal.reason }
  // Over HTTP the SDK puts names into the path as they are: `orders?x` would be published as `orders`.
  const isOverHttp = client.options?.communicationProtocol === http
  const named = isOverHttp ? encodeURIComponent : (name: string) => name
  try {
    // The SDK has neither a timeout nor a signal: the call goes on, and nobody knows how it ends.
    const { error } = await orAborted(
      client.pubsub.publish(named(pubsubName), named(event.topic), cloudEventBody(event), {
        contentType,
        metadata: metadata(event),
      }),
      signal,
    )
    return error === undefined ? { status: 'accepted' } : outcomeOfClientFailure(error)
  } catch (thrown) {
    if (signal.aborted) return { status: 'unknown', error: thrown }
    // Over gRPC it rejects with an object around the error.
    const isWrapped = typeof thrown === 'object' && thrown !== null && 'error' in thrown
    return outcomeOfClientFailure(isWrapped ? thrown.error : thrown)
  }
}

async function waitForClient(
  client: DaprClientLike,
  { pubsubName, sidecarTimeout }: ResolvedDaprPublisherOptions,
  signal: AbortSignal,
): Promise<void> {
  const { daprHost = 'its host', daprPort = 'its port' } = client.options ?? {}
  const endpoint = `${daprHost}:${daprPort}`
  const late = AbortSignal.timeout(sidecarTimeout)
  const both = AbortSignal.any([signal, late])
  for (;;) {
    try {
      const { components } = await orAborted(client.metadata.get(), both)
      const pubsubs = components.filter(({ type }) => type.startsWith('pubsub.'))
      const available = pubsubs.map(({ name }) => name)
      if (available.includes(pubsubName)) return
      throw new DaprComponentMissingError({ pubsubName, available })
    } catch (cause) {
      signal.throwIfAborted()
      if (DaprComponentMissingError.isInstance(cause)) throw cause
      if (late.aborted)
        throw new DaprSidecarUnavailableError({ endpoint, isOfClient: true, sidecarTimeout, cause })
      await sleep(pause, undefined, { signal: both }).catch(() => {})
    }
  }
}

/** Rejects as soon as the signal is aborted, whatever becomes of the work. */
async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const abort = (): void => reject(signal.reason as Error)
  signal.addEventListener('abort', abort, { once: true })
  try {
    return await Promise.race([work, promise])
  } finally {
    signal.removeEventListener('abort', abort)
    work.catch(() => {})
  }
}
