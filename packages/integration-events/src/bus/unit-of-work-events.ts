import type { Transaction } from 'uow'
import type { AppendedEvent, EventLog } from '../contracts/event-log.ts'
import type { OutgoingEvent } from '../contracts/outgoing-event.ts'
import type { HandOver, Reservation } from '../delivery/hand-over.ts'
import type { CommittedEvents } from './committed-events.ts'

/** An event that was published in a frame; the promise is rejected if it must not be stored. */
interface PublishedInFrame {
  readonly frame: Transaction
  readonly event: Promise<OutgoingEvent>
}

interface Append {
  readonly reservation: Reservation
  rows: readonly AppendedEvent[]
}

/**
 * The events of one transaction, from publish to hand-over:
 *
 * - the commit waits for each of them, and fails with the first that is rejected;
 * - a frame that rolls back takes its events with it;
 * - what is left is appended in one call, as the transaction's last statement;
 * - only the acknowledged commit hands them over.
 */
export class UnitOfWorkEvents {
  readonly #root: Transaction
  readonly #eventLog: EventLog
  readonly #handOver: HandOver
  readonly #committedEvents: CommittedEvents
  readonly #watched = new WeakSet<Transaction>()
  readonly #appends: Append[] = []
  #published: PublishedInFrame[] = []
  #appendRegistered = false

  constructor(
    root: Transaction,
    stages: {
      readonly eventLog: EventLog
      readonly handOver: HandOver
      readonly committed: CommittedEvents
    },
  ) {
    this.#root = root
    this.#eventLog = stages.eventLog
    this.#handOver = stages.handOver
    this.#committedEvents = stages.committed
    // First: what has committed must not wait for a hook of the application, which may never end.
    root.afterCommit(() => this.#committed(), { first: true })
    root.afterRollback(() => this.#rolledBack(), { first: true })
  }

  /** @throws TransactionEndedError when the frame, or its transaction, takes no more work. */
  add(frame: Transaction, event: Promise<OutgoingEvent>): void {
    if (frame !== this.#root && !this.#watched.has(frame)) {
      // First: while another hook of the frame is still running, the unit around it may commit.
      frame.afterRollback(() => this.#drop(frame), { first: true })
      this.#watched.add(frame)
    }
    if (!this.#appendRegistered) {
      // On the root: a hook of the frame would be lost with the frame, and with it the events of
      // the frames around it.
      this.#root.beforeCommit(() => this.#append(), { last: true })
      this.#appendRegistered = true
    }
    this.#published.push({ frame, event })
  }

  #drop(frame: Transaction): void {
    this.#published = this.#published.filter((published) => published.frame !== frame)
  }

  async #append(): Promise<void> {
    // What comes from now on (after a `saveChanges`, say) asks for another append.
    this.#appendRegistered = false
    const events: OutgoingEvent[] = []
    for (let next = this.#published.shift(); next !== undefined; next = this.#published.shift()) {
      events.push(await next.event)
    }
    if (events.length === 0) return
    const reservation = this.#handOver.reserve(events)
    const append: Append = { reservation, rows: [] }
    // Before the append: if that fails, the rollback gives the room back.
    this.#appends.push(append)
    append.rows = await this.#eventLog.append(
      this.#root,
      events.map((event, index) => ({ event, owned: reservation.owned[index] ?? false })),
      reservation.session,
    )
  }

  #committed(): void {
    for (const { reservation, rows } of this.#appends) reservation.committed(rows)
    // After that: no listener may cost a hand-over.
    if (!this.#committedEvents.isHeard) return
    for (const { rows } of this.#appends) this.#committedEvents.tell(rows.map(({ event }) => event))
  }

  #rolledBack(): void {
    for (const { reservation } of this.#appends) {
      if (this.#root.state === 'unknown') reservation.unknown()
      else reservation.rolledBack()
    }
  }
}
