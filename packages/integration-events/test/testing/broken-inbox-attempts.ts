import type { InboxKey } from '../../src/contracts/inbox.ts'
import { recordKey } from '../../src/in-memory/in-memory-inbox-records.ts'
import { answering, type BrokenInbox, changeRows, pause, takingBack } from './broken-inbox.ts'

const counted = 'attempts are counted from 1, on whichever replica they are begun'
const stays = 'an attempt stays counted although its handling is rolled back'
const atOnce = 'attempts that are begun at once get a number each'
const handled = 'what was handled begins no attempt'
const recorded = 'what was attempted is recorded like any other, and handled with its attempts kept'
const takenBack = 'an attempt that is taken back is counted again, on every replica'
const neverTaken = 'taking back what was never attempted changes nothing'
const takenLeaves = 'taking an attempt back leaves recorded what was handled, with its attempts'
const forgotten = 'forgotten attempts are counted from 1 again, on every replica'
const leaves = 'forgetting attempts leaves recorded what was handled'
const never = 'forgetting what was never attempted changes nothing'

export const brokenInboxAttempts: readonly BrokenInbox[] = [
  {
    does: 'counts the attempts of its own process only',
    breakInbox: ({ inbox }) => {
      const own = new Map<string, number>()
      return {
        beginAttempt: async (delivery) => {
          const answer = await inbox.beginAttempt(delivery)
          if (typeof answer === 'string') return answer
          const count = (own.get(recordKey(delivery)) ?? 0) + 1
          own.set(recordKey(delivery), count)
          return count
        },
      }
    },
    fails: [counted, stays, atOnce, forgotten],
    andOthers: true,
  },
  {
    does: 'counts attempts from 0',
    breakInbox: ({ inbox }) => ({
      beginAttempt: async (delivery) => {
        const answer = await inbox.beginAttempt(delivery)
        return typeof answer === 'number' ? answer - 1 : answer
      },
    }),
    fails: [counted, forgotten, never],
    andOthers: true,
  },
  {
    does: 'takes an attempt back when its handling is rolled back',
    breakInbox: (insides) =>
      answering(insides, (answer, _, transaction) => {
        transaction.afterRollback(() => changeRows(insides, (row) => ({ ...row, attempts: 0 })))
        return answer
      }),
    fails: [stays, 'an event outside the window is not refused where its attempts are still there'],
  },
  {
    does: 'gives two attempts one number',
    breakInbox: ({ inbox, records }) => ({
      beginAttempt: async (delivery) => {
        const row = records.rows.get(recordKey(delivery))
        await pause()
        const answer = await inbox.beginAttempt(delivery)
        return typeof answer === 'number' ? (row?.attempts ?? 0) + 1 : answer
      },
    }),
    fails: [atOnce],
  },
  {
    does: 'begins an attempt at what was handled',
    breakInbox: ({ inbox }) => ({
      beginAttempt: async (delivery) => {
        const answer = await inbox.beginAttempt(delivery)
        return answer === 'handled' ? 1 : answer
      },
    }),
    fails: [handled, recorded, leaves],
    andOthers: true,
  },
  {
    does: 'forgets how often it was tried when an event is handled',
    breakInbox: (insides) =>
      answering(insides, (answer, _, transaction) => {
        transaction.afterCommit(() => changeRows(insides, (row) => ({ ...row, attempts: 0 })))
        return answer
      }),
    fails: [recorded],
    andOthers: true,
  },
  {
    does: 'takes for handled what was only attempted',
    breakInbox: (insides) => ({
      record: async (transaction, delivery) =>
        insides.records.rows.has(recordKey(delivery))
          ? 'handled'
          : await insides.inbox.record(transaction, delivery),
    }),
    fails: [recorded],
    andOthers: true,
  },
  {
    does: 'takes no attempt back',
    breakInbox: () => ({ withdrawAttempt: async () => {} }),
    fails: [
      takenBack,
      neverTaken,
      'attempts are counted, taken back and forgotten for each consumer, source and id alone',
    ],
  },
  {
    does: 'takes all attempts back at once',
    breakInbox: ({ inbox }) => ({ withdrawAttempt: (key) => inbox.forgetAttempts(key) }),
    fails: [
      takenBack,
      'attempts are counted, taken back and forgotten for each consumer, source and id alone',
    ],
  },
  {
    does: 'takes back what was never counted',
    breakInbox: (insides) => takingBack(insides, (row, key) => isAt(row, key) && !row.handled),
    fails: [neverTaken],
  },
  {
    does: 'takes an attempt back of what was handled',
    breakInbox: (insides) => takingBack(insides, (row, key) => isAt(row, key) && row.attempts > 0),
    fails: [takenLeaves],
  },
  {
    does: 'has handled what was attempted, once an attempt is taken back',
    breakInbox: (insides) =>
      takingBack(insides, (row, key) => isAt(row, key) && row.attempts > 0, { handled: true }),
    fails: [takenBack],
    andOthers: true,
  },
  {
    does: 'forgets no attempt',
    breakInbox: () => ({ forgetAttempts: async () => {} }),
    fails: [
      'attempts are counted, taken back and forgotten for each consumer, source and id alone',
      forgotten,
    ],
  },
  {
    does: 'forgets that an event was handled, with its attempts',
    breakInbox: ({ records }) => ({
      forgetAttempts: async (key) => void records.rows.delete(recordKey(key)),
    }),
    fails: [leaves],
  },
  {
    does: 'fails to forget what is not there',
    breakInbox: ({ inbox, records }) => ({
      forgetAttempts: async (key) => {
        if (!records.rows.has(recordKey(key))) throw new Error('no such record')
        await inbox.forgetAttempts(key)
      },
    }),
    fails: [never],
  },
]

function isAt(row: InboxKey, key: InboxKey): boolean {
  return recordKey(row) === recordKey(key)
}
