import type { Transaction } from 'uow'
import type { InboxDelivery, InboxKey, InboxRefusal } from '../contracts/inbox.ts'
import type { LogTime } from './in-memory-tables.ts'

/** What is known of one event and one consumer. */
export interface InboxRecord extends InboxKey {
  readonly attempts: number
  readonly handled: boolean
  /** In epoch milliseconds. Past it the record may be deleted. */
  readonly keptUntil: number
}

interface OpenRecord {
  readonly frame: Transaction
  readonly delivery: InboxDelivery
  readonly keptUntil: number
}

/** The records of one inbox, those of open transactions apart, and its clock. */
export class InMemoryInboxRecords {
  readonly now: LogTime
  readonly rows: Map<string, InboxRecord> = new Map()
  readonly #open: Map<string, OpenRecord> = new Map()

  constructor(now: LogTime) {
    this.now = now
  }

  /** Keeps the record apart until the frame has ended with everything around it. */
  join(frame: Transaction, delivery: InboxDelivery): void {
    const key = recordKey(delivery)
    frame.afterRollback(() => void this.#open.delete(key))
    frame.afterCommit(() => this.arrive())
    this.#open.set(key, { frame, delivery, keptUntil: this.keptUntil(delivery) })
  }

  /**
   * Shows what has committed. Called before every look at the rows, because hooks run one after the
   * other: one that runs before ours may already ask whether the event was handled.
   */
  arrive(): void {
    for (const [key, { frame, delivery, keptUntil }] of this.#open) {
      // A nested frame counts as committed while the one around it is open, and a root commits
      // although a nested frame of it did not.
      if (frame.state !== 'committed' || frame.root.state !== 'committed') continue
      this.#open.delete(key)
      const { consumer, source, id } = delivery
      const attempts = this.rows.get(key)?.attempts ?? 0
      this.rows.set(key, { consumer, source, id, attempts, handled: true, keptUntil })
    }
  }

  isOpen(key: InboxKey): boolean {
    return this.#open.has(recordKey(key))
  }

  /** Why the delivery is not to be handled, if so. */
  refusal(delivery: InboxDelivery): InboxRefusal | undefined {
    const row = this.rows.get(recordKey(delivery))
    if (row?.handled === true) {
      // What was handled and is replayed must find its record while the replay is within the window.
      const keptUntil = Math.max(row.keptUntil, delivery.date + delivery.window)
      this.rows.set(recordKey(delivery), { ...row, keptUntil })
      return 'handled'
    }
    if (this.isOpen(delivery)) return 'busy'
    const within = delivery.date + delivery.window > this.now()
    return row === undefined && !within && delivery.outsideWindow === 'refuse'
      ? 'outsideWindow'
      : undefined
  }

  /** Never before `date + window`: what was handled within the window must find its record. */
  keptUntil({ date, window }: InboxDelivery): number {
    return Math.max(this.now(), date) + window
  }
}

/** One text for the three, which no other three have. */
export function recordKey({ consumer, source, id }: InboxKey): string {
  return JSON.stringify([consumer, source, id])
}
