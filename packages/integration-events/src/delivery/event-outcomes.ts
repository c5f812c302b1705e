import type { SessionId, Settlement, UndecodableEvent } from '../contracts/event-log.ts'
import type { ExhaustedDelivery } from './exhausted-events.ts'
import type { HeldEvent } from './held-event.ts'
import { errorText } from './outcome.ts'
import type { Settlements } from './settlements.ts'

type WithoutSequence<Each> = Each extends unknown ? Omit<Each, 'sequence'> : never

/** Puts what became of an event into the words of the log. */
export class EventOutcomes {
  readonly #settlements: Settlements

  constructor(settlements: Settlements) {
    this.#settlements = settlements
  }

  published(event: HeldEvent): void {
    this.#settle(event, { outcome: 'published' })
  }

  /** Given back untried, at once and without having used up an attempt. */
  release(events: readonly HeldEvent[]): void {
    for (const event of events) this.#settle(event, { outcome: 'released' })
  }

  /** Given back after it failed, due after `delay` milliseconds. */
  handedBack(event: HeldEvent, retry: { readonly delay: number; readonly error: string }): void {
    this.#settle(event, { outcome: 'retry', ...retry })
  }

  exhausted(held: HeldEvent, error: string): void {
    const { sequence, attempts, event } = held
    const { id, topic } = event
    const exhausted = { sequence, id, topic, attempts, error, event }
    this.#settle(held, { outcome: 'exhausted', error }, exhausted)
  }

  /** A row that can not be read will not be readable later either. */
  undecodable(row: UndecodableEvent, session: SessionId): void {
    const { sequence, topic, attempts } = row
    const error = errorText(row.error)
    this.#settlements.submit({
      session,
      settlement: { sequence, outcome: 'exhausted', error },
      held: undefined,
      exhausted: { sequence, id: null, topic, attempts, error },
    })
  }

  #settle(
    held: HeldEvent,
    outcome: WithoutSequence<Settlement>,
    exhausted?: ExhaustedDelivery,
  ): void {
    const { session, sequence } = held
    this.#settlements.submit({ session, settlement: { sequence, ...outcome }, held, exhausted })
  }
}
