import process from 'node:process'
import {
  BusOptionError,
  type Duration,
  millisecondsIn,
  type OutgoingEvent,
} from 'integration-events'
import type { DaprClientLike } from './client/dapr-client.ts'

/** Options of `daprPublisher`. */
export interface DaprPublisherOptions {
  /** The pub/sub component's name. */
  readonly pubsubName: string
  /**
   * A `DaprClient` of `@dapr/dapr`, over HTTP or gRPC, with its own endpoint and token. Its events go
   * out one by one. Default: the sidecar's HTTP API itself, without the SDK.
   */
  readonly client?: DaprClientLike
  /**
   * The sidecar's HTTP endpoint. Default: `DAPR_HTTP_ENDPOINT`, else 127.0.0.1 at `DAPR_HTTP_PORT`,
   * else `http://127.0.0.1:3500`.
   */
  readonly endpoint?: string
  /** Default: `DAPR_API_TOKEN`, if that is set. */
  readonly apiToken?: string
  /**
   * What goes to the component with one event: `ttlInSeconds`, `rawPayload`, what the broker knows.
   * `partitionKey` is the event's key, unless it is given here. Default: nothing else.
   */
  readonly metadata?: (event: OutgoingEvent) => Readonly<Record<string, string>>
  /**
   * Whether events without a key go out together, where that changes none of them. Default true.
   */
  readonly bulk?: boolean
  /**
   * How many events that go out one by one are under way at once in one call of the publisher. The bus
   * has several calls under way: times its own `concurrency` (4) altogether. Default 16.
   */
  readonly concurrency?: number
  /** How long `bus.start()` waits for the sidecar. Default `30s`. */
  readonly sidecarTimeout?: Duration
}

/** The options, validated, with their defaults. */
export interface ResolvedDaprPublisherOptions {
  readonly pubsubName: string
  readonly client: DaprClientLike | undefined
  readonly endpoint: URL
  readonly apiToken: string | undefined
  readonly metadata: (event: OutgoingEvent) => Readonly<Record<string, string>>
  readonly bulk: boolean
  readonly concurrency: number
  /** In milliseconds. */
  readonly sidecarTimeout: number
}

const known: readonly string[] = [
  'pubsubName',
  'client',
  'endpoint',
  'apiToken',
  'metadata',
  'bulk',
  'concurrency',
  'sidecarTimeout',
]

/** @throws BusOptionError */
export function resolveDaprPublisherOptions(
  options: DaprPublisherOptions,
): ResolvedDaprPublisherOptions {
  for (const name of Object.keys(options)) {
    if (!known.includes(name))
      fail(name, options, `there is no option of this name; only ${known.join(', ')}`)
  }
  const { apiToken, bulk = true, concurrency = 16, metadata = () => ({}), pubsubName } = options
  if (typeof pubsubName !== 'string' || pubsubName === '')
    fail('pubsubName', options, "the component's name")
  if (apiToken !== undefined && typeof apiToken !== 'string') fail('apiToken', options, 'a string')
  if (typeof bulk !== 'boolean') fail('bulk', options, 'true or false')
  if (typeof metadata !== 'function') fail('metadata', options, 'a function')
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 1_000)
    fail('concurrency', options, 'a whole number from 1 to 1000')
  return {
    pubsubName,
    client: clientOf(options),
    endpoint: endpointOf(options),
    apiToken: apiToken ?? variable('DAPR_API_TOKEN'),
    metadata: (event) => ({
      ...(event.key === null ? {} : { partitionKey: event.key }),
      ...metadata(event),
    }),
    bulk,
    concurrency,
    sidecarTimeout: sidecarTimeoutOf(options),
  }
}

function clientOf(options: DaprPublisherOptions): DaprClientLike | undefined {
  const { client } = options
  if (client === undefined) return undefined
  const parts = client as Partial<DaprClientLike> | null
  if (typeof parts?.pubsub?.publish !== 'function' || typeof parts.metadata?.get !== 'function')
    fail('client', options, 'a DaprClient of @dapr/dapr')
  for (const name of ['endpoint', 'apiToken', 'bulk'] as const) {
    if (options[name] !== undefined)
      fail(name, options, 'left out with a client, which has its own, and publishes one by one')
  }
  return client
}

function endpointOf(options: DaprPublisherOptions): URL {
  const port = variable('DAPR_HTTP_PORT') ?? '3500'
  const endpoint = options.endpoint ?? variable('DAPR_HTTP_ENDPOINT') ?? `http://127.0.0.1:${port}`
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined
  if (url !== undefined && (url.protocol === 'http:' || url.protocol === 'https:')) return url
  const source = options.endpoint === undefined ? ' (here or in DAPR_HTTP_ENDPOINT)' : ''
  throw new BusOptionError({
    option: 'daprPublisher.endpoint',
    received: endpoint,
    allowed: `an http or https URL${source}`,
  })
}

/** A timer of Node waits no longer. */
const longest = 2_147_483_647

function sidecarTimeoutOf(options: DaprPublisherOptions): number {
  const { sidecarTimeout = '30s' } = options
  const milliseconds = millisecondsIn(sidecarTimeout)
  if (milliseconds !== undefined && milliseconds >= 1 && milliseconds <= longest)
    return Math.round(milliseconds)
  return fail('sidecarTimeout', options, "a duration from 1 ms, as milliseconds or as '30s'")
}

/** An empty variable is none. */
function variable(name: string): string | undefined {
  const value = process.env[name]
  return value === '' ? undefined : value
}

function fail(name: string, options: DaprPublisherOptions, allowed: string): never {
  const received = (options as unknown as Record<string, unknown>)[name]
  throw new BusOptionError({ option: `daprPublisher.${name}`, received, allowed })
}
