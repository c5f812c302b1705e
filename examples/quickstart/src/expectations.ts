import type { BrokerRecord } from './broker.ts'

/** One line of the summary: what was promised, and whether it held. */
export interface Verdict {
  readonly promise: string
  readonly held: boolean
  readonly detail: string
}

/**
 * What the scenes expect of the broker's own record. Nothing here asks the library what it thinks
 * that it has done.
 */
export class Expectations {
  readonly #readRecord: () => readonly BrokerRecord[]
  readonly #verdicts: Verdict[] = []

  constructor(readRecord: () => readonly BrokerRecord[]) {
    this.#readRecord = readRecord
  }

  get verdicts(): readonly Verdict[] {
    return this.#verdicts
  }

  get allHeld(): boolean {
    return this.#verdicts.every(({ held }) => held)
  }

  /** The events of an order that the broker has accepted so far. */
  received(topic: string, orderId: string): readonly BrokerRecord[] {
    return this.#readRecord().filter(
      (record) => record.topic === topic && record.data.orderId === orderId,
    )
  }

  /** Waits until the broker has events of all these orders; false when it takes too long. */
  async arrived(topic: string, orderIds: readonly string[], timeout = 8_000): Promise<boolean> {
    const deadline = performance.now() + timeout
    const all = (): boolean => orderIds.every((id) => this.received(topic, id).length > 0)
    while (!all()) {
      if (performance.now() > deadline) return false
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
    return true
  }

  /** Notes whether a promise held. */
  note(promise: string, held: boolean, detail = ''): void {
    this.#verdicts.push({ promise, held, detail })
  }

  /** Promises about the whole record: nothing invented, nothing twice. */
  noteWholeRecord(committed: ReadonlySet<string>): void {
    const record = this.#readRecord()
    const invented = record.filter(({ data }) => !committed.has(data.orderId))
    this.note(
      'no event of an order that was never committed',
      invented.length === 0,
      `${invented.length} such events`,
    )
    const ids = new Set(record.map(({ id }) => id))
    this.note(
      'every event exactly once here (at least once is what is promised)',
      ids.size === record.length,
      `${record.length} accepted, ${record.length - ids.size} of them twice`,
    )
  }
}
