import { BackgroundTask } from './background-task.ts'
import type { CircuitBreaker } from './circuit-breaker.ts'
import type { DeliveryContext } from './delivery-context.ts'
import type { EventClaims } from './event-claims.ts'
import type { HeldEvent } from './held-event.ts'

/** What the probes ask and tell. */
export interface TopicProbesListener {
  /** Whether memory has room for one more event. */
  hasRoom(): boolean
  maySend(): boolean
  /** Sends an event although its topic pauses. Answers whether it is on its way: else it is given back. */
  send(event: HeldEvent): boolean
  /** Gives events back untried. */
  release(events: readonly HeldEvent[]): void
}

/**
 * Tries paused topics, one event at a time.
 *
 * An event whose probe failed is kept, so that the next probe tries another one: were it given back,
 * the next claim would bring it again, and an event that always fails would keep its topic paused
 * for ever.
 */
export class TopicProbes {
  readonly #context: DeliveryContext
  readonly #circuits: CircuitBreaker
  readonly #claims: EventClaims
  readonly #listener: TopicProbesListener
  readonly #task: BackgroundTask
  readonly #kept = new Map<string, HeldEvent[]>()

  constructor(
    context: DeliveryContext,
    stages: { readonly circuits: CircuitBreaker; readonly claims: EventClaims },
    listener: TopicProbesListener,
  ) {
    this.#context = context
    this.#circuits = stages.circuits
    this.#claims = stages.claims
    this.#listener = listener
    this.#task = new BackgroundTask(context, {
      name: 'claiming an event to probe a paused topic with',
      turn: () => this.#turn(),
      backoff: { minimum: 500, maximum: 10_000 },
      signal: context.stopping,
    })
  }

  start(): void {
    this.#task.start()
  }

  get ended(): Promise<void> {
    return this.#task.ended
  }

  /** How many events are kept for probes. They don't count as work that is under way. */
  get size(): number {
    return this.events.length
  }

  /** The same, event by event. */
  get events(): readonly HeldEvent[] {
    return [...this.#kept.values()].flat()
  }

  /** A topic has been paused, or one that pauses has a new event. */
  hint(): void {
    this.#task.hint()
  }

  /** Takes an event of a paused topic: kept if it can serve as a probe, else given back. */
  take(event: HeldEvent, { failedAsProbe }: { readonly failedAsProbe: boolean }): void {
    const { topic } = event.event
    const kept = this.#kept.get(topic) ?? []
    this.#kept.set(topic, kept)
    const isWanted = !event.suspect && (failedAsProbe || kept.length === 0)
    if (isWanted && !this.#context.stopping.aborted) kept.push(event)
    else this.#listener.release([event])
    this.#task.hint()
  }

  /** Hands out what was kept for a topic, or for all of them. */
  takeKept(topic?: string): HeldEvent[] {
    const topics = topic === undefined ? [...this.#kept.keys()] : [topic]
    return topics.flatMap((name) => {
      const kept = this.#kept.get(name) ?? []
      this.#kept.delete(name)
      for (const event of kept) event.alone = event.suspect
      return kept
    })
  }

  async #turn(): Promise<number> {
    if (this.#listener.maySend()) {
      for (const topic of this.#circuits.dueProbes()) await this.#probe(topic)
    }
    const { pollInterval } = this.#context.options
    const pause = this.#circuits.untilNextProbe
    return pause === 0 ? pollInterval : pause
  }

  async #probe(topic: string): Promise<void> {
    const event = (await this.#claimAnother(topic)) ?? this.#kept.get(topic)?.shift()
    if (event === undefined) {
      this.#circuits.postponeProbe(topic, this.#context.options.pollInterval)
      return
    }
    // A late answer of an earlier call can have closed the circuit meanwhile.
    const isProbe = this.#circuits.isOpen(topic)
    event.alone = isProbe
    // What goes back to the log is no probe: nobody would ever hear of it, and it would be the last one.
    if (this.#listener.send(event) && isProbe) this.#circuits.beginProbe(topic)
  }

  async #claimAnother(topic: string): Promise<HeldEvent | undefined> {
    const kept = this.#kept.get(topic) ?? []
    if (kept.length >= this.#context.options.retryBatchSize) {
      // Each of them was tried: begin again with the first.
      this.#listener.release(kept.splice(1))
      return undefined
    }
    if (!this.#listener.hasRoom()) return undefined
    const claimed = await this.#claims.claim({ limit: 1, onlyTopic: topic, scan: 'full' })
    return claimed?.events[0]
  }
}
