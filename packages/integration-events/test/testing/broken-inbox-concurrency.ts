import type { Transaction } from 'uow'
import type { InMemoryInboxRecords } from '../../src/in-memory/in-memory-inbox-records.ts'
import { recordKey } from '../../src/in-memory/in-memory-inbox-records.ts'
import { answering, type BrokenInbox, pause, waitWhile } from './broken-inbox.ts'

const rounds = 'of two replicas at once exactly one records, round after round'
const openAtOnce =
  'of two transactions that are open at once one records, and the other is told busy'
const busy =
  'while a transaction with a record is open, others are told busy, and handled once it committed'
const rolledBack = 'what a transaction had recorded is recorded by another once it rolled back'
const goesOn = 'whoever is told busy can go on in its transaction, and ask again'
const nested =
  'the record of a nested unit that completed is busy until the unit around it has committed'
const others = 'an open record keeps nobody from other events, and other consumers from none'
const noAttempt = 'no attempt is begun while the event is being handled'
const attempted = 'what was attempted before is busy, too, while it is being handled'
const cleaning = 'cleaning waits for nobody who handles an event, and leaves that event alone'

/** Who is about to record what, of all replicas over the same records. */
const intents = new WeakMap<InMemoryInboxRecords, string[]>()

export const brokenInboxConcurrency: readonly BrokenInbox[] = [
  {
    does: 'looks first and records later',
    breakInbox: ({ records }) => ({
      record: async (transaction, delivery) => {
        records.arrive()
        const refusal = records.refusal(delivery)
        await pause()
        if (refusal === undefined) records.join(transaction, delivery)
        return refusal ?? 'recorded'
      },
    }),
    fails: [rounds, openAtOnce],
  },
  {
    does: 'tells both busy when two come at once',
    breakInbox: ({ inbox, records }) => ({
      record: async (transaction, delivery) => {
        const all = intents.get(records) ?? []
        intents.set(records, all)
        const key = recordKey(delivery)
        all.push(key)
        await pause()
        const alone = all.filter((other) => other === key).length === 1
        await pause()
        all.splice(all.indexOf(key), 1)
        return alone ? await inbox.record(transaction, delivery) : 'busy'
      },
    }),
    fails: [rounds, openAtOnce],
  },
  {
    does: 'waits for who handles the event before it answers',
    breakInbox: ({ inbox, records }) => ({
      record: async (transaction, delivery) => {
        const answer = await inbox.record(transaction, delivery)
        if (answer !== 'busy') return answer
        await waitWhile(() => {
          records.arrive()
          return records.isOpen(delivery)
        })
        return await inbox.record(transaction, delivery)
      },
    }),
    fails: [openAtOnce, busy, rolledBack, goesOn, nested, attempted],
  },
  {
    does: 'waits for who handles the event before it counts an attempt',
    breakInbox: ({ inbox, records }) => ({
      beginAttempt: async (delivery) => {
        await waitWhile(() => {
          records.arrive()
          return records.isOpen(delivery)
        })
        return await inbox.beginAttempt(delivery)
      },
    }),
    fails: [nested, noAttempt, attempted],
  },
  {
    does: 'takes for handled what is being handled',
    breakInbox: (insides) =>
      answering(insides, (answer) => (answer === 'busy' ? 'handled' : answer)),
    fails: [openAtOnce, busy, rolledBack, goesOn, nested, attempted],
  },
  {
    does: 'handles an event beside another transaction that does',
    breakInbox: (insides) =>
      answering(insides, (answer) => (answer === 'busy' ? 'recorded' : answer)),
    fails: [openAtOnce, busy, rolledBack, goesOn, nested, attempted],
    andOthers: true,
  },
  {
    does: 'shows a record before its commit',
    breakInbox: (insides) =>
      answering(insides, (answer, { consumer, source, id }, transaction) => {
        if (answer !== 'recorded') return answer
        const row = { consumer, source, id, attempts: 0, handled: true, keptUntil: Infinity }
        insides.records.rows.set(recordKey(row), row)
        transaction.afterRollback(() => void insides.records.rows.delete(recordKey(row)))
        return answer
      }),
    fails: [openAtOnce, busy, rolledBack, goesOn, nested, noAttempt, attempted, cleaning],
    andOthers: true,
  },
  {
    does: 'keeps busy what was rolled back',
    breakInbox: (insides) => {
      const ever = new Set<string>()
      return {
        record: async (transaction, delivery) => {
          const key = recordKey(delivery)
          const answer = await insides.inbox.record(transaction, delivery)
          if (answer === 'recorded' && ever.has(key)) return 'busy'
          if (answer !== 'handled') ever.add(key)
          return answer
        },
      }
    },
    fails: [rolledBack, goesOn],
    andOthers: true,
  },
  {
    does: 'spoils the transaction of whom it tells that an event is busy',
    breakInbox: (insides) => {
      const spoilt = new Set<Transaction>()
      return answering(insides, (answer, _, transaction) => {
        if (spoilt.has(transaction)) throw new Error('current transaction is aborted')
        if (answer === 'busy') spoilt.add(transaction)
        return answer
      })
    },
    fails: [goesOn],
  },
  {
    does: 'locks an event for all its consumers',
    breakInbox: ({ inbox, records }) => ({
      record: async (transaction, delivery) => {
        records.arrive()
        const open = records.isOpen({ ...delivery, consumer: 'billing' })
        return open ? 'busy' : await inbox.record(transaction, delivery)
      },
    }),
    fails: [others],
  },
  {
    does: 'begins an attempt at what is being handled',
    breakInbox: ({ inbox }) => ({
      beginAttempt: async (delivery) => {
        const answer = await inbox.beginAttempt(delivery)
        return answer === 'busy' ? 1 : answer
      },
    }),
    fails: [nested, noAttempt, attempted],
  },
  {
    does: 'handles beside another what was attempted before',
    breakInbox: (insides) =>
      answering(insides, (answer, delivery) =>
        answer === 'busy' && insides.records.rows.has(recordKey(delivery)) ? 'recorded' : answer,
      ),
    fails: [attempted],
  },
  {
    does: 'waits with its cleaning for who handles an event',
    breakInbox: ({ inbox, records }) => ({
      deleteExpired: async (options) => {
        await waitWhile(() => {
          records.arrive()
          return [...records.rows.values()].some((row) => records.isOpen(row))
        })
        return await inbox.deleteExpired(options)
      },
    }),
    fails: [cleaning],
  },
  {
    does: 'deletes what is being handled',
    breakInbox: ({ inbox, records }) => ({
      deleteExpired: async (options) => {
        const rows = [...records.rows].filter(([, row]) => row.keptUntil <= records.now())
        const result = await inbox.deleteExpired(options)
        if (rows.length > options.limit) return result
        for (const [key] of rows) records.rows.delete(key)
        return { ...result, deleted: rows.length }
      },
    }),
    fails: [cleaning],
  },
]
