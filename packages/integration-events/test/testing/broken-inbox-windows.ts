import type { Transaction } from 'uow'
import type { Inbox, InboxDelivery } from '../../src/contracts/inbox.ts'
import { recordKey } from '../../src/in-memory/in-memory-inbox-records.ts'
import type { InMemoryInboxInsides } from '../in-memory/in-memory-inbox-harness.ts'
import { answering, type BrokenInbox, delivering } from './broken-inbox.ts'

const within = 'an event whose date is within the window is recorded, and attempted'
const refused = 'an event whose date is outside the window is refused, and leaves nothing'
const accepted = 'an event outside the window is recorded, and attempted, where that is accepted'
const ofEach = 'the window is that of each delivery'
const recordThere = 'an event outside the window is handled where its record is still there'
const attemptsThere =
  'an event outside the window is not refused where its attempts are still there'
const noGap =
  'what was handled is never recorded again, whatever its date and however late it comes again'
const handledLate = 'the window of an old event is counted from when it was handled'
const toCome = 'the window of an event to come is counted from its date'
const attemptedBefore =
  'the window of what was attempted before is counted from when it was handled'
const comesAgain =
  'what was deleted is refused when it comes again, and recorded where that is accepted'
const cleaning = 'cleaning waits for nobody who handles an event, and leaves that event alone'
const timeOfAsking = 'a transaction that began long ago goes by the time at which it asks'
const prolonged = 'a later date of what was handled, which a replay has, prolongs its record'
const hour = 3_600_000

export const brokenInboxWindows: readonly BrokenInbox[] = [
  {
    does: 'keeps what was handled no longer for a replay',
    breakInbox: (insides) =>
      delivering(insides, (delivery) =>
        insides.records.rows.get(recordKey(delivery))?.handled === true
          ? { ...delivery, date: 0 }
          : delivery,
      ),
    fails: [prolonged],
  },
  {
    does: 'refuses what is half as old as its window',
    breakInbox: (insides) => refusing(insides, ({ date, window }, now) => date + window / 2 <= now),
    fails: [within],
    andOthers: true,
  },
  {
    does: 'refuses what is to come',
    breakInbox: (insides) => refusing(insides, ({ date }, now) => date > now),
    fails: [within, noGap, toCome],
  },
  {
    does: 'accepts every date',
    breakInbox: (insides) =>
      delivering(insides, (delivery) => ({ ...delivery, outsideWindow: 'accept' })),
    fails: [refused, ofEach, noGap, comesAgain, timeOfAsking],
  },
  {
    does: 'refuses on the boundary of the window only what lies beyond it',
    breakInbox: (insides) =>
      delivering(insides, (delivery) =>
        delivery.date + delivery.window === insides.records.now()
          ? { ...delivery, outsideWindow: 'accept' }
          : delivery,
      ),
    fails: [refused],
  },
  {
    does: 'refuses every date outside',
    breakInbox: (insides) =>
      delivering(insides, (delivery) => ({ ...delivery, outsideWindow: 'refuse' })),
    fails: [accepted, recordThere, comesAgain],
  },
  {
    does: 'begins no attempt outside the window, although that is accepted',
    breakInbox: ({ inbox }) => ({
      beginAttempt: (delivery) => inbox.beginAttempt({ ...delivery, outsideWindow: 'refuse' }),
    }),
    fails: [accepted],
  },
  {
    does: 'has one window for all',
    breakInbox: (insides) =>
      delivering(insides, (delivery) => ({ ...delivery, window: 7 * 24 * hour })),
    fails: [
      ofEach,
      timeOfAsking,
      'the cleaning is bounded by its limit, oldest first, and says whether there is more',
    ],
  },
  {
    does: 'looks at the date before it looks for a record',
    breakInbox: (insides) =>
      refusing(
        insides,
        ({ date, window, outsideWindow }, now) =>
          outsideWindow === 'refuse' && date + window <= now,
      ),
    fails: [recordThere, attemptsThere, handledLate, noGap, attemptedBefore, cleaning],
  },
  {
    does: 'refuses outside the window what was attempted',
    breakInbox: (insides) =>
      refusing(insides, (delivery, now) => {
        const { date, window, outsideWindow } = delivery
        const row = insides.records.rows.get(recordKey(delivery))
        return row?.handled !== true && outsideWindow === 'refuse' && date + window <= now
      }),
    fails: [attemptsThere, cleaning],
  },
  {
    does: 'counts the window of a record from the date of its event',
    breakInbox: (insides) => keeping(insides, ({ date, window }) => date + window),
    fails: [handledLate],
    andOthers: true,
  },
  {
    does: 'counts the window of a record from now, although its date is later',
    breakInbox: (insides) => keeping(insides, ({ window }) => insides.records.now() + window),
    fails: [toCome],
  },
  {
    does: 'keeps what was attempted no longer for being handled',
    breakInbox: (insides) => ({
      record: async (transaction, delivery) => {
        const row = insides.records.rows.get(recordKey(delivery))
        const answer = await insides.inbox.record(transaction, delivery)
        if (answer !== 'recorded' || row === undefined) return answer
        transaction.afterCommit(() => keep(insides, delivery, row.keptUntil))
        return answer
      },
    }),
    fails: [attemptedBefore, cleaning],
  },
  {
    does: 'goes by the time at which a transaction first asked',
    breakInbox: ({ inbox, records }) => {
      const begun = new WeakMap<Transaction, number>()
      return {
        record: (transaction, delivery) => {
          const began = begun.get(transaction.root) ?? records.now()
          begun.set(transaction.root, began)
          const isWithin = delivery.date + delivery.window > began
          const outsideWindow = isWithin ? 'accept' : delivery.outsideWindow
          return inbox.record(transaction, { ...delivery, outsideWindow })
        },
      }
    },
    fails: [timeOfAsking],
  },
]

/** Refuses what is so, whatever else is known of it. */
function refusing(
  { inbox, records }: InMemoryInboxInsides,
  isOutside: (delivery: InboxDelivery, now: number) => boolean,
): Partial<Inbox> {
  return {
    record: async (transaction, delivery) =>
      isOutside(delivery, records.now())
        ? 'outsideWindow'
        : await inbox.record(transaction, delivery),
    beginAttempt: async (delivery) =>
      isOutside(delivery, records.now()) ? 'outsideWindow' : await inbox.beginAttempt(delivery),
  }
}

/** Keeps what is recorded until another time. */
function keeping(
  insides: InMemoryInboxInsides,
  keptUntil: (delivery: InboxDelivery) => number,
): Partial<Inbox> {
  return answering(insides, (answer, delivery, transaction) => {
    if (answer !== 'recorded') return answer
    transaction.afterCommit(() => keep(insides, delivery, keptUntil(delivery)))
    return answer
  })
}

function keep(insides: InMemoryInboxInsides, delivery: InboxDelivery, keptUntil: number): void {
  const row = insides.records.rows.get(recordKey(delivery))
  if (row !== undefined) insides.records.rows.set(recordKey(delivery), { ...row, keptUntil })
}
