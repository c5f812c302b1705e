import type { Transaction } from 'uow'
import type { Inbox, InboxDelivery, InboxKey, InboxRefusal } from '../contracts/inbox.ts'
import { type InMemoryEventLogOptions, logTime } from './in-memory-event-log-options.ts'
import { InMemoryInboxRecords, recordKey } from './in-memory-inbox-records.ts'

/** Options of `inMemoryInbox`: the same clock as the log's. */
export type InMemoryInboxOptions = InMemoryEventLogOptions

/**
 * An inbox in this process's memory, for tests and demos. It loads nothing and keeps nothing across
 * restarts: what was handled before the process ended is handled again when it is delivered again.
 *
 * It joins any unit of work. When the outcome of a commit is unknown the record is dropped, and the
 * event may be handled twice: memory can't find out.
 */
export interface InMemoryInbox extends Inbox {
  /**
   * Another inbox over the same records: a second replica of the application, in one process. Two
   * inboxes that were not attached share nothing.
   */
  attach(): InMemoryInbox
}

/**
 * Remembers in memory what was handled, for tests and demos.
 *
 * ```ts
 * const inbox = inMemoryInbox()
 * const unitOfWork = inMemoryUnitOfWork()
 * await inbox.open({ unitOfWork })
 * await unitOfWork.run(() => inbox.record(unitOfWork.current()!, delivery)) // 'recorded'
 * await unitOfWork.run(() => inbox.record(unitOfWork.current()!, delivery)) // 'handled'
 * ```
 */
export function inMemoryInbox(options: InMemoryInboxOptions = {}): InMemoryInbox {
  return new RecordsInbox(new InMemoryInboxRecords(logTime(options, 'inMemoryInbox')))
}

/** The inbox over given records. */
export class RecordsInbox implements InMemoryInbox {
  readonly name: string = 'in-memory'
  readonly #stored: InMemoryInboxRecords

  constructor(records: InMemoryInboxRecords) {
    this.#stored = records
  }

  /** The records with everything that has committed. */
  get #records(): InMemoryInboxRecords {
    this.#stored.arrive()
    return this.#stored
  }

  attach(): InMemoryInbox {
    return new RecordsInbox(this.#stored)
  }

  /** Nothing to check: there are no tables, and any unit of work will do. */
  async open(): Promise<void> {}

  async record(
    transaction: Transaction,
    delivery: InboxDelivery,
  ): Promise<'recorded' | InboxRefusal> {
    const refusal = this.#records.refusal(delivery)
    if (refusal !== undefined) return refusal
    this.#stored.join(transaction, delivery)
    return 'recorded'
  }

  async beginAttempt(delivery: InboxDelivery): Promise<number | InboxRefusal> {
    const records = this.#records
    const refusal = records.refusal(delivery)
    if (refusal !== undefined) return refusal
    const { consumer, source, id } = delivery
    const key = recordKey(delivery)
    const attempts = (records.rows.get(key)?.attempts ?? 0) + 1
    const keptUntil = records.keptUntil(delivery)
    records.rows.set(key, { consumer, source, id, attempts, handled: false, keptUntil })
    return attempts
  }

  async withdrawAttempt(key: InboxKey): Promise<void> {
    const records = this.#records
    const row = records.rows.get(recordKey(key))
    if (row === undefined || row.handled || row.attempts === 0 || records.isOpen(key)) return
    records.rows.set(recordKey(key), { ...row, attempts: row.attempts - 1 })
  }

  async forgetAttempts(key: InboxKey): Promise<void> {
    const { rows } = this.#records
    if (rows.get(recordKey(key))?.handled === false) rows.delete(recordKey(key))
  }

  async deleteExpired({
    limit,
  }: {
    readonly limit: number
  }): Promise<{ readonly deleted: number; readonly more: boolean }> {
    const records = this.#records
    const now = records.now()
    const expired = [...records.rows.values()]
      // What is being handled is about to be kept for longer.
      .filter((row) => row.keptUntil <= now && !records.isOpen(row))
      .toSorted((left, right) => left.keptUntil - right.keptUntil)
    const batch = expired.slice(0, limit)
    for (const row of batch) records.rows.delete(recordKey(row))
    return { deleted: batch.length, more: expired.length > batch.length }
  }
}
