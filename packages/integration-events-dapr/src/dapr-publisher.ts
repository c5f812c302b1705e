import type { OutgoingEvent, Publisher, PublishOutcome } from 'integration-events'
import {
  type DaprPublisherOptions,
  resolveDaprPublisherOptions,
  type ResolvedDaprPublisherOptions,
} from './dapr-publisher-options.ts'
import { BulkPublish } from './publish/bulk-publish.ts'
import { lanesByKey } from './publish/by-key.ts'
import { hasExactNumbers } from './publish/exact-numbers.ts'
import { publishSingle, type SinglePublishOptions } from './publish/single-publish.ts'
import { Sidecar } from './sidecar/sidecar.ts'
import { waitForSidecar } from './sidecar/wait-for-sidecar.ts'

/**
 * Brings events to a broker through a Dapr sidecar, over its HTTP API.
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

class DaprPublisher implements Publisher {
  readonly name = 'dapr'
  /** Beyond some hundred failures, Dapr's answer is longer than many clients take. */
  readonly maxBatchSize = 100
  /** Dapr takes 4 MiB, the envelopes included. */
  readonly maxBatchBytes: number = 3 * 1_048_576
  readonly #options: ResolvedDaprPublisherOptions
  readonly #sidecar: Sidecar
  readonly #single: SinglePublishOptions
  readonly #bulk: BulkPublish

  constructor(options: ResolvedDaprPublisherOptions) {
    this.#options = options
    this.#sidecar = new Sidecar(options.endpoint, options.apiToken)
    this.#single = {
      pubsubName: options.pubsubName,
      metadata: (event) => ({
        ...(event.key === null ? {} : { partitionKey: event.key }),
        ...options.metadata(event),
      }),
    }
    this.#bulk = new BulkPublish(this.#sidecar, this.#single)
  }

  async open({ signal }: { readonly signal: AbortSignal }): Promise<void> {
    const { pubsubName, sidecarTimeout } = this.#options
    await waitForSidecar(this.#sidecar, { pubsubName, sidecarTimeout, signal })
  }

  async publish(
    events: readonly OutgoingEvent[],
    { signal }: { readonly signal: AbortSignal },
  ): Promise<readonly PublishOutcome[]> {
    const outcomes = new Map<OutgoingEvent, PublishOutcome>()
    const together = events.length > 1 ? events.filter((event) => this.#goesTogether(event)) : []
    const [bulk, singles] =
      together.length > 1
        ? [together, events.filter((event) => !together.includes(event))]
        : [[], events]
    await Promise.all([
      this.#publishTogether(bulk, outcomes, signal),
      this.#publishSingly(singles, outcomes, signal),
    ])
    return events.map((event) => outcomes.get(event) as PublishOutcome)
  }

  async close(): Promise<void> {
    this.#sidecar.close()
  }

  /** A bulk call keeps no order, and reads numbers as floats. */
  #goesTogether({ data, key }: OutgoingEvent): boolean {
    return this.#options.bulk && key === null && hasExactNumbers(data)
  }

  async #publishTogether(
    events: readonly OutgoingEvent[],
    outcomes: Map<OutgoingEvent, PublishOutcome>,
    signal: AbortSignal,
  ): Promise<void> {
    if (events.length === 0) return
    const answers = await this.#bulk.publish(events, signal)
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
        for (const event of lane)
          outcomes.set(event, await publishSingle(this.#sidecar, this.#single, event, signal))
    }
    const workers = Math.min(this.#options.concurrency, events.length)
    await Promise.all(Array.from({ length: workers }, worker))
  }
}
