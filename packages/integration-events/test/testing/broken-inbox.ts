import type { Transaction } from 'uow'
import type { Inbox, InboxDelivery, InboxKey, InboxRefusal } from '../../src/contracts/inbox.ts'
import type { InboxRecord } from '../../src/in-memory/in-memory-inbox-records.ts'
import type { InMemoryInboxInsides } from '../in-memory/in-memory-inbox-harness.ts'

/** An inbox that breaks one promise. */
export interface BrokenInbox {
  /** What it does wrong. */
  readonly does: string
  /** What it does differently. Called once for each replica. */
  readonly breakInbox: (insides: InMemoryInboxInsides) => Partial<Inbox>
  /** The cases of the contract that must fail. */
  readonly fails: readonly string[]
  /**
   * Whether more cases may fail, because so many rest on what it breaks. Default false: exactly
   * those must fail.
   */
  readonly andOthers?: boolean
}

export type RecordAnswer = 'recorded' | InboxRefusal

/** Answers `record` with something else than was found out. */
export function answering(
  { inbox }: InMemoryInboxInsides,
  replace: (
    answer: RecordAnswer,
    delivery: InboxDelivery,
    transaction: Transaction,
  ) => RecordAnswer | Promise<RecordAnswer>,
): Partial<Inbox> {
  return {
    record: async (transaction, delivery) =>
      await replace(await inbox.record(transaction, delivery), delivery, transaction),
  }
}

/** Records, and begins attempts at, something else than was asked for. */
export function delivering(
  { inbox }: InMemoryInboxInsides,
  replace: (delivery: InboxDelivery) => InboxDelivery,
): Partial<Inbox> {
  return {
    record: (transaction, delivery) => inbox.record(transaction, replace(delivery)),
    beginAttempt: (delivery) => inbox.beginAttempt(replace(delivery)),
  }
}

/** Takes an attempt back wherever it is told to, whatever the rules are, and changes more if asked. */
export function takingBack(
  insides: InMemoryInboxInsides,
  from: (row: InboxRecord, key: InboxKey) => boolean,
  changes: Partial<InboxRecord> = {},
): Partial<Inbox> {
  return {
    withdrawAttempt: async (key) =>
      changeRows(insides, (row) =>
        from(row, key) ? { ...row, attempts: row.attempts - 1, ...changes } : row,
      ),
  }
}

/** Changes every row that is stored. */
export function changeRows(
  { records }: InMemoryInboxInsides,
  change: (row: InboxRecord) => InboxRecord,
): void {
  for (const [key, row] of records.rows) records.rows.set(key, change(row))
}

/** Waits as long as it is so, but not for ever. */
export async function waitWhile(condition: () => boolean): Promise<void> {
  const end = performance.now() + 5_000
  while (condition() && performance.now() < end) await new Promise(setImmediate)
}

/** Lets others go on. */
export async function pause(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve()
}
