import { recordKey } from '../../src/in-memory/in-memory-inbox-records.ts'
import type { InMemoryInboxInsides } from '../in-memory/in-memory-inbox-harness.ts'
import type { BrokenInbox } from './broken-inbox.ts'

const prolonged = 'a later date of what was handled, which a replay has, prolongs its record'
const past = 'a record is deleted past its window, and not before'
const noGap =
  'what was handled is never recorded again, whatever its date and however late it comes again'
const handledLate = 'the window of an old event is counted from when it was handled'
const toCome = 'the window of an event to come is counted from its date'
const attemptsAlone =
  'records of attempts alone are deleted past their window, too, counted from the last'
const attemptedBefore =
  'the window of what was attempted before is counted from when it was handled'
const bounded = 'the cleaning is bounded by its limit, oldest first, and says whether there is more'
const comesAgain =
  'what was deleted is refused when it comes again, and recorded where that is accepted'
const cleaning = 'cleaning waits for nobody who handles an event, and leaves that event alone'
const timeOfAsking = 'a transaction that began long ago goes by the time at which it asks'
const day = 86_400_000

export const brokenInboxExpiry: readonly BrokenInbox[] = [
  {
    does: 'deletes nothing',
    breakInbox: () => ({ deleteExpired: async () => ({ deleted: 0, more: false }) }),
    fails: [
      past,
      noGap,
      handledLate,
      toCome,
      attemptsAlone,
      attemptedBefore,
      bounded,
      comesAgain,
      cleaning,
      timeOfAsking,
    ],
  },
  {
    does: 'deletes a record a day too early',
    breakInbox: (insides) => ({
      deleteExpired: async (options) => {
        const { records, inbox } = insides
        for (const [key, row] of records.rows) {
          records.rows.set(key, { ...row, keptUntil: row.keptUntil - day })
        }
        const result = await inbox.deleteExpired(options)
        for (const [key, row] of records.rows) {
          records.rows.set(key, { ...row, keptUntil: row.keptUntil + day })
        }
        return result
      },
    }),
    fails: [past, noGap, handledLate],
    andOthers: true,
  },
  {
    does: 'keeps for ever what was only attempted',
    breakInbox: (insides) => ({
      deleteExpired: async (options) => {
        const attempts = [...insides.records.rows].filter(([, row]) => !row.handled)
        for (const [key] of attempts) insides.records.rows.delete(key)
        const result = await insides.inbox.deleteExpired(options)
        for (const [key, row] of attempts) insides.records.rows.set(key, row)
        return result
      },
    }),
    fails: [toCome, attemptsAlone, cleaning],
  },
  {
    does: 'counts the window of attempts from the first',
    breakInbox: (insides) => ({
      beginAttempt: async (delivery) => {
        const { records, inbox } = insides
        const key = recordKey(delivery)
        const before = records.rows.get(key)
        const answer = await inbox.beginAttempt(delivery)
        const row = records.rows.get(key)
        if (before !== undefined && row !== undefined) {
          records.rows.set(key, { ...row, keptUntil: before.keptUntil })
        }
        return answer
      },
    }),
    fails: [attemptsAlone, prolonged],
  },
  {
    does: 'deletes without a limit',
    breakInbox: ({ inbox }) => ({ deleteExpired: () => inbox.deleteExpired({ limit: 10_000 }) }),
    fails: [bounded],
    andOthers: true,
  },
  {
    does: 'deletes the newest first',
    breakInbox: (insides) => ({
      deleteExpired: async ({ limit }) => {
        const expired = expiredKeys(insides).toReversed()
        const batch = expired.slice(0, limit)
        for (const key of batch) insides.records.rows.delete(key)
        return { deleted: batch.length, more: expired.length > limit }
      },
    }),
    fails: [bounded],
  },
  {
    does: 'never says that there is more',
    breakInbox: ({ inbox }) => ({
      deleteExpired: async (options) => ({ ...(await inbox.deleteExpired(options)), more: false }),
    }),
    fails: [bounded],
  },
  {
    does: 'always says that there is more',
    breakInbox: ({ inbox }) => ({
      deleteExpired: async (options) => ({ ...(await inbox.deleteExpired(options)), more: true }),
    }),
    fails: [
      past,
      noGap,
      handledLate,
      toCome,
      attemptsAlone,
      attemptedBefore,
      prolonged,
      bounded,
      timeOfAsking,
    ],
  },
]

/** Keys of what is past its window and not being handled, oldest first. */
function expiredKeys({ records }: InMemoryInboxInsides): readonly string[] {
  return [...records.rows]
    .filter(([, row]) => row.keptUntil <= records.now() && !records.isOpen(row))
    .toSorted(([, left], [, right]) => left.keptUntil - right.keptUntil)
    .map(([key]) => key)
}
