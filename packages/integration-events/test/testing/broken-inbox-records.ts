import type { Transaction } from 'uow'
import { recordKey } from '../../src/in-memory/in-memory-inbox-records.ts'
import { answering, type BrokenInbox } from './broken-inbox.ts'

export const brokenInboxRecords: readonly BrokenInbox[] = [
  {
    does: 'can be opened only once',
    breakInbox: ({ inbox }) => {
      let opened = false
      return {
        open: async (options) => {
          if (opened) throw new Error('open already')
          opened = true
          await inbox.open(options)
        },
      }
    },
    fails: ['every replica can be opened, and opened again'],
  },
  {
    does: 'records only once it was opened',
    breakInbox: ({ inbox }) => {
      let opened = false
      return {
        open: async () => void (opened = true),
        record: async (transaction, delivery) => {
          if (!opened) throw new Error('not open')
          return await inbox.record(transaction, delivery)
        },
      }
    },
    fails: ['an inbox that was never opened records'],
  },
  {
    does: 'stores no record',
    breakInbox: () => ({ record: async () => 'recorded' }),
    fails: [
      'what was recorded and committed is handled, to every replica, also a day later',
      'one transaction records an event once',
    ],
    andOthers: true,
  },
  {
    does: 'knows only the records of its own process',
    breakInbox: (insides) => {
      const own = new Set<string>()
      return answering(insides, (answer, delivery) => {
        const key = recordKey(delivery)
        if (answer === 'recorded') own.add(key)
        return answer === 'handled' && !own.has(key) ? 'recorded' : answer
      })
    },
    fails: [
      'what was recorded and committed is handled, to every replica, also a day later',
      'of two replicas at once exactly one records, round after round',
    ],
    andOthers: true,
  },
  {
    does: 'forgets a record after an hour',
    breakInbox: (insides) => ({
      record: async (transaction, delivery) => {
        const { inbox, records } = insides
        for (const [key, { keptUntil }] of records.rows) {
          if (keptUntil - delivery.window + 3_600_000 < records.now()) records.rows.delete(key)
        }
        return await inbox.record(transaction, delivery)
      },
    }),
    fails: ['what was recorded and committed is handled, to every replica, also a day later'],
    andOthers: true,
  },
  {
    does: 'keeps the record of a transaction that rolled back',
    breakInbox: (insides) =>
      answering(insides, (answer, { consumer, source, id }, transaction) => {
        const row = { consumer, source, id, attempts: 0, handled: true, keptUntil: Infinity }
        if (answer !== 'recorded') return answer
        transaction.root.afterRollback(() => insides.records.rows.set(recordKey(row), row))
        return answer
      }),
    fails: ['a record that was rolled back never was, to every replica'],
    andOthers: true,
  },
  {
    does: 'keeps the record of a nested unit that rolled back',
    breakInbox: (insides) => ({
      record: (transaction, delivery) => insides.inbox.record(transaction.root, delivery),
    }),
    fails: [
      'a nested unit that rolls back takes only its own record with it',
      'what a nested unit rolled back is recorded anew in the unit around it',
      'what a nested unit rolled back is free at once, while the unit around it goes on',
    ],
  },
  {
    does: 'keeps busy what a nested unit rolled back, until the unit around it has ended',
    breakInbox: (insides) => {
      const rolledBack = new Map<string, Transaction>()
      return {
        record: async (transaction, delivery) => {
          const key = recordKey(delivery)
          if (rolledBack.get(key)?.state === 'open') return 'busy'
          const answer = await insides.inbox.record(transaction, delivery)
          if (answer === 'recorded' && transaction.depth > 0) {
            transaction.afterRollback(() => rolledBack.set(key, transaction.root))
          }
          return answer
        },
      }
    },
    fails: ['what a nested unit rolled back is recorded anew in the unit around it'],
  },
  {
    does: 'loses the record of a nested unit that completed',
    breakInbox: (insides) =>
      answering(insides, (answer, delivery, transaction) => {
        if (answer === 'recorded' && transaction.depth > 0) {
          transaction.afterCommit(() => void insides.records.rows.delete(recordKey(delivery)))
        }
        return answer
      }),
    fails: [
      'the record of a nested unit stands or falls with the unit around it',
      'the record of a nested unit that completed is busy until the unit around it has committed',
    ],
  },
  {
    does: 'loses all records of a unit of which a nested one rolled back',
    breakInbox: (insides) =>
      answering(insides, (answer, _, transaction) => {
        if (answer !== 'recorded' || transaction.depth === 0) return answer
        const { root } = transaction
        transaction.afterRollback(() => {
          if (root.state === 'open') root.afterCommit(() => insides.records.rows.clear())
        })
        return answer
      }),
    fails: [
      'a nested unit that rolls back takes only its own record with it',
      'what a nested unit rolled back is recorded anew in the unit around it',
      'what a nested unit rolled back is free at once, while the unit around it goes on',
    ],
  },
  {
    does: 'records an event twice in one transaction',
    breakInbox: (insides) => {
      const recorded = new Map<string, Transaction>()
      return answering(insides, (answer, delivery, { root }) => {
        const key = recordKey(delivery)
        if (answer === 'recorded') recorded.set(key, root)
        return answer === 'busy' && recorded.get(key) === root ? 'recorded' : answer
      })
    },
    fails: ['one transaction records an event once'],
  },
]
