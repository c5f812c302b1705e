import type { PublishOutcome } from '../contracts/publisher.ts'
import type { CircuitBreaker } from './circuit-breaker.ts'
import type { DeliveryContext } from './delivery-context.ts'
import type { HeldEvent } from './held-event.ts'
import { errorText, firstError, verdictOf } from './outcome.ts'
import { decideRetry } from './retry-decision.ts'
import type { Batch } from './topic-lanes.ts'

/** Where the events of a call go. */
export interface CallResultsListener {
  /** False for an event that was dropped meanwhile, because its session was lost. */
  holds(event: HeldEvent): boolean
  published(event: HeldEvent): void
  exhausted(event: HeldEvent, error: string): void
  /** Back to the log, due after `delay` milliseconds. */
  handBack(event: HeldEvent, retry: { readonly delay: number; readonly error: string }): void
  retryLater(event: HeldEvent, delay: number): void
  /** Its topic pauses: it is kept for a probe, or given back without having used up an attempt. */
  paused(event: HeldEvent, options: { readonly failedAsProbe: boolean }): void
  circuitOpened(topic: string): void
  circuitClosed(topic: string): void
  probeEnded(topic: string): void
}

/** Decides what becomes of each event of a call. */
export class CallResults {
  readonly #context: DeliveryContext
  readonly #circuits: CircuitBreaker
  readonly #listener: CallResultsListener

  constructor(context: DeliveryContext, circuits: CircuitBreaker, listener: CallResultsListener) {
    this.#context = context
    this.#circuits = circuits
    this.#listener = listener
  }

  handle({ topic, events }: Batch, outcomes: readonly PublishOutcome[]): void {
    const probe = events.some((event) => event.alone && !event.suspect)
    const change = this.#circuits.record(topic, verdictOf(outcomes), {
      error: firstError(outcomes),
      probe,
    })
    for (const [index, event] of events.entries()) {
      const outcome = outcomes[index]
      if (outcome !== undefined && this.#listener.holds(event)) this.#decide(event, outcome, probe)
    }
    if (change === 'opened') this.#listener.circuitOpened(topic)
    if (change === 'closed') this.#listener.circuitClosed(topic)
    if (probe) this.#listener.probeEnded(topic)
  }

  #decide(event: HeldEvent, outcome: PublishOutcome, probe: boolean): void {
    switch (outcome.status) {
      case 'accepted':
        return this.#listener.published(event)
      case 'permanent':
        return this.#listener.exhausted(event, errorText(outcome.error))
      case 'configuration':
      case 'transient':
      case 'unknown':
        // The topic's outage is no fault of the event's, so it costs no attempt.
        if (this.#circuits.isOpen(event.event.topic)) {
          return this.#listener.paused(event, { failedAsProbe: probe })
        }
        return this.#failed(event, outcome)
    }
  }

  #failed(event: HeldEvent, outcome: Exclude<PublishOutcome, { status: 'accepted' }>): void {
    const { options, random, logger, stopping } = this.#context
    const { error: cause } = outcome
    const decision = decideRetry(event, options, random, { retryAfter: wishOf(outcome) })
    const error = errorText(cause)
    switch (decision.action) {
      case 'exhaust':
        return this.#listener.exhausted(event, error)
      case 'hand-back':
        if (event.attempts === 1) {
          const { id, topic } = event.event
          logger.warn('an event could not be sent; it is retried later', {
            id,
            topic,
            error: cause,
          })
        }
        return this.#listener.handBack(event, { delay: decision.delay, error })
      case 'retry-here':
        // A process that stops has no memory to retry from.
        if (stopping.aborted) {
          return this.#listener.handBack(event, { delay: decision.delay, error })
        }
        event.lastError = error
        return this.#listener.retryLater(event, decision.delay)
    }
  }
}

/** A year: what is more can't be written into every database, and would keep the event's outcome for ever. */
const longestWish = 365 * 86_400_000

/** A publisher may be someone's plain JavaScript: what is no time is no wish. */
function wishOf(outcome: PublishOutcome): number | undefined {
  if (outcome.status !== 'transient') return undefined
  const { retryAfter } = outcome
  return Number.isFinite(retryAfter)
    ? Math.min(Math.max(0, retryAfter as number), longestWish)
    : undefined
}
