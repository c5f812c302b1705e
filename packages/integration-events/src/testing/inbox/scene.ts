import { deepEqual, fail, ok } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { UnitOfWork } from 'uow'
import type { Inbox, InboxDelivery, InboxKey, InboxRefusal } from '../../contracts/inbox.ts'
import type { InboxHarness, RawInboxRow } from '../inbox-harness.ts'

export const minute = 60_000
export const hour = 3_600_000
export const day = 86_400_000
/** The window of a delivery, where none is given. */
export const week: number = 7 * day

/** What is wanted of a delivery: the age of its date in milliseconds, below 0 for a date to come. */
export type GivenDelivery = Partial<Omit<InboxDelivery, 'date'>> & { readonly age?: number }

/** A delivery with what is given, dated by the store's clock, and something for the rest. */
export async function deliver(
  harness: Pick<InboxHarness, 'now'>,
  { age = 0, ...given }: GivenDelivery = {},
): Promise<InboxDelivery> {
  return {
    consumer: 'billing',
    source: 'shop',
    id: randomUUID(),
    date: (await harness.now()) - age,
    window: week,
    outsideWindow: 'refuse',
    ...given,
  }
}

/** One process of the application. */
export interface Replica {
  readonly inbox: Inbox
  readonly unitOfWork: UnitOfWork
}

export function replicasOf(harness: InboxHarness): readonly [Replica, Replica] {
  const { inbox, secondInbox, unitOfWork, secondUnitOfWork } = harness
  return [
    { inbox, unitOfWork },
    { inbox: secondInbox, unitOfWork: secondUnitOfWork },
  ]
}

/** Records the delivery in a unit of work of its own, which commits. */
export async function record(
  { inbox, unitOfWork }: Replica,
  delivery: InboxDelivery,
): Promise<'recorded' | InboxRefusal> {
  return await unitOfWork.run(() => inbox.record(unitOfWork.current()!, delivery))
}

/** Records the delivery in a unit of work of its own, whose handler fails. */
export async function recordInVain(
  { inbox, unitOfWork }: Replica,
  delivery: InboxDelivery,
): Promise<'recorded' | InboxRefusal | undefined> {
  let answer: 'recorded' | InboxRefusal | undefined
  await failing(() =>
    unitOfWork.run(async () => {
      answer = await inbox.record(unitOfWork.current()!, delivery)
      throw new HandlerFailure()
    }),
  )
  return answer
}

/** What a handler of these cases fails with. */
export class HandlerFailure extends Error {}

/** Runs what a handler's failure ends; everything else is an error. */
export async function failing(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof HandlerFailure)) throw error
  }
}

/** A row as it should be found. */
export function rowOf(
  { consumer, source, id }: InboxKey,
  { attempts = 0, handled = true }: Partial<RawInboxRow> = {},
): RawInboxRow {
  return { consumer, source, id, attempts, handled }
}

/** Demands what is stored, in whatever order. */
export async function expectRows(
  harness: Pick<InboxHarness, 'rows'>,
  expected: readonly RawInboxRow[],
  message?: string,
): Promise<void> {
  const rows = (await harness.rows()).map((row) => rowOf(row, row))
  deepEqual(rows.toSorted(byKey), expected.toSorted(byKey), message)
}

function byKey(left: InboxKey, right: InboxKey): number {
  const [one, other] = [left, right].map(({ consumer, source, id }) =>
    JSON.stringify([consumer, source, id]),
  )
  return one! < other! ? -1 : one! > other! ? 1 : 0
}

/** Deletes as the cleaner does, while there is more; returns how many were deleted. */
export async function deleteAllExpired(inbox: Inbox, limit = 1_000): Promise<number> {
  let total = 0
  for (let call = 0; call < 20; call++) {
    const { deleted, more } = await inbox.deleteExpired({ limit })
    ok(deleted <= limit)
    total += deleted
    if (!more) return total
  }
  return fail('the cleaning never ends')
}
