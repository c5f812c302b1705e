import type { OutgoingEvent, Publisher, PublishOutcome } from 'integration-events'
import { clientRoute } from './client/client-route.ts'
import {
  type DaprPublisherOptions,
  resolveDaprPublisherOptions,
  type ResolvedDaprPublisherOptions,
} from './dapr-publisher-options.ts'
import { DaprHeaderError } from '../errors/index.ts'
import type { DaprRoute } from './dapr-route.ts'
import { lanesByKey } from './publish/lanes-by-key.ts'
import { hasExactNumbers } from './publish/exact-numbers.ts'
import { sidecarRoute } from './sidecar/sidecar-route.ts'

/**
 * Brings events to a broker through a Dapr sidecar: over its HTTP API, or over a `DaprClient`.
 *
 * ```ts
 * const bus = createIntegrationEventBus({
 *   unitOfWork,
 *   eventLog,
 *   publisher: daprPublisher({ pubsubName: 'pubsub' }),
 * })
 * ```
 *
 * Each event is a CloudEvent with its own id on every attempt, and gets its own true outcome: of a
 * bulk call that failed in part, exactly those that arrived are accepted.
 *
 * @throws BusOptionError when an option has a value that it can't have.
 */
export function daprPublisher(options: DaprPublisherOptions): Publisher {
  return new DaprPublisher(resolveDaprPublisherOptions(options))
}

/** In characters: Dapr takes none that is larger. Not searched for numbers either, which has its limits. */
const largestTogether = 4 * 1_048_576

/** Dapr writes these into every CloudEvent. */
const overwritten = ['topic', 'pubsubname'] as const

class DaprPublisher implements Publisher {
  readonly name = 'dapr'
  /** Beyond some hundred failures, Dapr's answer is longer than many clients take. */
  readonly maxBatchSize = 100
  /** Dapr takes 4 MiB, the envelopes included. */
  readonly maxBatchBytes: number = 3 * 1_048_576
  readonly #route: DaprRoute
  readonly #concurrency: number
  readonly #metadata: ResolvedDaprPublisherOptions['metadata']

  constructor(options: ResolvedDaprPublisherOptions) {
    const { client, concurrency, metadata } = options
    this.#route = client === undefined ? sidecarRoute(options) : clientRoute(client, options)
    this.#concurrency = concurrency
    this.#metadata = metadata
  }

  async open({ signal }: { readonly signal: AbortSignal }): Promise<void> {
    await this.#route.open(signal)
  }

  async publish(
    events: readonly OutgoingEvent[],
    { signal }: { readonly signal: AbortSignal },
  ): Promise<readonly PublishOutcome[]> {
    const outcomes = new Map<OutgoingEvent, PublishOutcome>()
    for (const event of events) {
      const outcome = this.#misfit(event)
      if (outcome !== undefined) outcomes.set(event, outcome)
    }
    const sendable = events.filter((event) => !outcomes.has(event))
    const fitting = this.#route.publishTogether
      ? sendable.filter((event) => this.#goesTogether(event))
      : []
    const together = new Set(fitting.length > 1 ? fitting : [])
    const singles = sendable.filter((event) => !together.has(event))
    await Promise.all([
      this.#publishTogether([...together], outcomes, signal),
      this.#publishSingly(singles, outcomes, signal),
    ])
    return events.map((event) => outcomes.get(event) as PublishOutcome)
  }

  async close(): Promise<void> {
    this.#route.close()
  }

  async #publishTogether(
    events: readonly OutgoingEvent[],
    outcomes: Map<OutgoingEvent, PublishOutcome>,
    signal: AbortSignal,
  ): Promise<void> {
    if (events.length === 0) return
    const answers = await this.#route.publishTogether?.(events, signal)
    // One of them is to blame, and the others are not to suffer for it.
    if (answers === undefined) return await this.#publishSingly(events, outcomes, signal)
    for (const [index, event] of events.entries())
      outcomes.set(event, answers[index] as PublishOutcome)
  }

  async #publishSingly(
    events: readonly OutgoingEvent[],
    outcomes: Map<OutgoingEvent, PublishOutcome>,
    signal: AbortSignal,
  ): Promise<void> {
    const lanes = lanesByKey(events).values()
    const worker = async (): Promise<void> => {
      for (const lane of lanes)
        for (const event of lane) outcomes.set(event, await this.#route.publish(event, signal))
    }
    const workers = Math.min(this.#concurrency, events.length)
    await Promise.all(Array.from({ length: workers }, worker))
  }

  /** What becomes of an event that can't be sent as it is, while the others can; else undefined. */
  #misfit(event: OutgoingEvent): PublishOutcome | undefined {
    const { headers, topic } = event
    const header = overwritten.find((name) => name in headers)
    if (header !== undefined)
      return { status: 'permanent', error: new DaprHeaderError({ topic, header }) }
    try {
      this.#metadata(event)
      return undefined
    } catch (error) {
      // It is the application's, and may fail for now; of the topic it says nothing.
      return { status: 'transient', error, concerns: 'event' }
    }
  }

  /** A bulk call keeps no order, reads numbers as floats, and asks for raw payloads for all or none. */
  #goesTogether(event: OutgoingEvent): boolean {
    return (
      event.key === null &&
      event.data.length <= largestTogether &&
      hasExactNumbers(event.data) &&
      this.#metadata(event)['rawPayload'] === undefined
    )
  }
}
