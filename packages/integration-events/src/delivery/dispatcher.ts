import type { OutgoingEvent } from '../contracts/outgoing-event.ts'
import type { Publisher, PublishOutcome } from '../contracts/publisher.ts'
import type { DeliveryContext } from './delivery-context.ts'
import { outsideRequests } from './outside-requests.ts'
import type { Batch, BatchLimits } from './topic-lanes.ts'

/** What the dispatcher asks and tells. */
export interface DispatcherListener {
  /** Whether a send that starts now ends before the lease does. */
  maySend(): boolean
  /** The next batch of what is ready. */
  take(limits: BatchLimits): Batch | undefined
  /** Whether the topic's last call failed. */
  isTroubled(topic: string): boolean
  send(topic: string, events: readonly OutgoingEvent[]): Promise<readonly PublishOutcome[]>
  /** A call has ended. */
  sent(batch: Batch, outcomes: readonly PublishOutcome[]): void
  /** Nothing is being sent any more. */
  idle(): void
}

/**
 * Sends what is ready in micro-batches, a bounded number at once. An event that comes alone goes out
 * at once; what comes while all slots are taken goes out together.
 *
 * One topic never takes all slots: where there are four or more, a quarter is left to the others;
 * and a topic whose last call failed gets one call at a time, all such topics together half of the
 * slots, so that calls which hang until their time limit don't hold up the topics that work.
 */
export class Dispatcher {
  readonly #listener: DispatcherListener
  readonly #batchSize: number
  readonly #batchBytes: number
  readonly #concurrency: number
  readonly #callsByTopic = new Map<string, number>()
  #calls = 0
  #pumps = false

  constructor(
    { options: { concurrency } }: DeliveryContext,
    publisher: Pick<Publisher, 'maxBatchSize' | 'maxBatchBytes' | 'maxConcurrency'>,
    listener: DispatcherListener,
  ) {
    this.#listener = listener
    this.#batchSize = Math.max(1, publisher.maxBatchSize ?? 100)
    this.#batchBytes = Math.max(1, publisher.maxBatchBytes ?? 2 ** 20)
    this.#concurrency = Math.max(1, Math.min(concurrency, publisher.maxConcurrency ?? concurrency))
  }

  /** Publisher calls in flight. */
  get calls(): number {
    return this.#calls
  }

  /**
   * Sends what is ready, once the current turn has ended: what one commit brings goes out together,
   * and a commit never waits for a publisher's synchronous part.
   */
  pump(): void {
    if (this.#pumps) return
    this.#pumps = true
    outsideRequests(() =>
      queueMicrotask(() => {
        this.#pumps = false
        this.#fillSlots()
      }),
    )
  }

  #fillSlots(): void {
    const limits: BatchLimits = {
      events: this.#batchSize,
      bytes: this.#batchBytes,
      allows: (topic) => this.#allows(topic),
    }
    while (this.#calls < this.#concurrency && this.#listener.maySend()) {
      const batch = this.#listener.take(limits)
      if (batch === undefined) return
      void this.#send(batch)
    }
  }

  #allows(topic: string): boolean {
    const concurrency = this.#concurrency
    const calls = this.#callsByTopic.get(topic) ?? 0
    if (!this.#listener.isTroubled(topic)) return calls < concurrency - Math.floor(concurrency / 4)
    return calls === 0 && this.#troubledCalls() < Math.max(1, Math.floor(concurrency / 2))
  }

  #troubledCalls(): number {
    let calls = 0
    for (const [topic, count] of this.#callsByTopic) {
      if (this.#listener.isTroubled(topic)) calls += count
    }
    return calls
  }

  async #send(batch: Batch): Promise<void> {
    this.#count(batch.topic, 1)
    const outcomes = await this.#listener.send(
      batch.topic,
      batch.events.map(({ event }) => event),
    )
    this.#count(batch.topic, -1)
    this.#listener.sent(batch, outcomes)
    this.pump()
    if (this.#calls === 0) this.#listener.idle()
  }

  #count(topic: string, change: 1 | -1): void {
    this.#calls += change
    const calls = (this.#callsByTopic.get(topic) ?? 0) + change
    if (calls === 0) this.#callsByTopic.delete(topic)
    else this.#callsByTopic.set(topic, calls)
  }
}
