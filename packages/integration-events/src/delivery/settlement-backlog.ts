import type { SessionId, Settlement } from '../contracts/event-log.ts'
import type { ExhaustedDelivery } from './exhausted-events.ts'
import type { HeldEvent } from './held-event.ts'

/** One outcome on its way into the log. */
export interface SettlementEntry {
  readonly session: SessionId
  readonly settlement: Settlement
  /** Undefined for a row that could not be read. */
  readonly held: HeldEvent | undefined
  /** What to tell when an exhausted event is durably so. */
  readonly exhausted: ExhaustedDelivery | undefined
}

/** Entries of one session that go out in one statement. */
export interface SettlementBatch {
  readonly entries: readonly SettlementEntry[]
  /** How often this batch has failed. */
  readonly failures: number
}

/** The most outcomes in one statement. */
export const settlementBatchSize = 500
/** Tries of one batch before it is suspected to hold a row that can't be written. */
const triesBeforeSplit = 3

/**
 * What to settle next. A batch that keeps failing is halved, depth first, so that one row that
 * can't be written is found and set aside, while the others are settled.
 */
export class SettlementBacklog {
  #fresh: SettlementEntry[] = []
  /** Batches that failed, to be tried before anything else. */
  #failed: SettlementBatch[] = []
  /** Rows that fail alone, to be tried when nothing else waits. */
  #aside: SettlementBatch[] = []

  get size(): number {
    const failed = [...this.#failed, ...this.#aside]
    return failed.reduce((size, { entries }) => size + entries.length, this.#fresh.length)
  }

  /** Whether a second statement is worth it while one is under way. */
  get hasFullBatch(): boolean {
    return this.#fresh.length >= settlementBatchSize
  }

  get hasFailed(): boolean {
    return this.#failed.length + this.#aside.length > 0
  }

  add(entry: SettlementEntry): void {
    this.#fresh.push(entry)
  }

  next(): SettlementBatch | undefined {
    return this.#failed.shift() ?? this.#nextFresh() ?? this.#aside.shift()
  }

  failed(batch: SettlementBatch): void {
    const { entries } = batch
    const failures = batch.failures + 1
    if (failures < triesBeforeSplit) this.#failed.unshift({ entries, failures })
    else if (entries.length === 1) this.#aside.push({ entries, failures })
    else {
      const middle = Math.ceil(entries.length / 2)
      // One more failure splits a half again: the first tries have shown that waiting is no help.
      const halves = [entries.slice(0, middle), entries.slice(middle)]
      this.#failed.unshift(
        ...halves.map((half) => ({ entries: half, failures: triesBeforeSplit - 1 })),
      )
    }
  }

  /** Drops what other sessions than this one have to settle. Returns how many entries that were. */
  dropAllBut(session: SessionId | null): number {
    const before = this.size
    const isOurs = (entry: SettlementEntry): boolean => entry.session === session
    const ours = (batch: SettlementBatch): boolean => batch.entries.every(isOurs)
    this.#fresh = this.#fresh.filter(isOurs)
    this.#failed = this.#failed.filter(ours)
    this.#aside = this.#aside.filter(ours)
    return before - this.size
  }

  #nextFresh(): SettlementBatch | undefined {
    const [first] = this.#fresh
    if (first === undefined) return undefined
    const other = this.#fresh.findIndex(({ session }) => session !== first.session)
    const end = other === -1 ? settlementBatchSize : Math.min(other, settlementBatchSize)
    return { entries: this.#fresh.splice(0, end), failures: 0 }
  }
}
