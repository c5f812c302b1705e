import { inMemoryEventLog } from '../../src/in-memory/in-memory-event-log.ts'
import { changeQueue } from './broken-claims.ts'
import type { BrokenEventLog } from './broken-event-log.ts'

export const brokenStats: readonly BrokenEventLog[] = [
  {
    does: 'counts what is in progress as pending',
    breakLog: ({ log }) => ({
      stats: async () => {
        const { pending, inProgress, ...rest } = await log.stats()
        return { ...rest, pending: pending + inProgress, inProgress: 0 }
      },
    }),
    fails: ['events are counted in the state in which they stand'],
  },
  {
    does: 'counts the events of dead and ended sessions as in progress',
    breakLog: (insides) => ({
      stats: async () => {
        const { tables, log } = insides
        const before = new Map(tables.queue)
        const alive = await log.openSession({ leaseDuration: 1_000, label: 'stats' })
        changeQueue(tables, (row) => (row.session === null ? row : { ...row, session: alive }))
        const counted = await log.stats()
        for (const [sequence, row] of before) tables.queue.set(sequence, row)
        return counted
      },
    }),
    fails: ['events of a session that has ended or died are pending'],
  },
  {
    does: 'tells the age of the youngest pending event',
    breakLog: (insides) => ({
      stats: async () => {
        const { tables, log } = insides
        const stats = await log.stats()
        const stored = [...tables.queue]
          .filter(([, { session }]) => session === null)
          .map(([sequence]) => tables.log.get(sequence)!.storedAt)
        if (stats.oldestPendingAge === null || stored.length === 0) return stats
        return { ...stats, oldestPendingAge: tables.now() - Math.max(...stored) }
      },
    }),
    fails: ['the age is that of the oldest event that is pending, since it was stored'],
  },
  {
    does: 'tells the age of what is in progress, too',
    breakLog: (insides) => ({
      stats: async () => {
        const { tables, log } = insides
        const stored = [...tables.queue.keys()].map((at) => tables.log.get(at)!.storedAt)
        const oldestPendingAge = stored.length === 0 ? null : tables.now() - Math.min(...stored)
        return { ...(await log.stats()), oldestPendingAge }
      },
    }),
    fails: ['the age is that of the oldest event that is pending, since it was stored'],
  },
  {
    does: 'counts from an empty log of its own',
    breakLog: () => {
      const empty = inMemoryEventLog()
      return { stats: () => empty.stats() }
    },
    fails: [
      'events are counted in the state in which they stand',
      'events of a session that has ended or died are pending',
      'the age is that of the oldest event that is pending, since it was stored',
    ],
  },
  {
    does: 'counts a waiting event that is not there',
    breakLog: ({ log }) => ({
      stats: async () => {
        const stats = await log.stats()
        return { ...stats, waiting: stats.waiting + 1 }
      },
    }),
    fails: [
      'an empty log counts nothing',
      'events are counted in the state in which they stand',
      'events of a session that has ended or died are pending',
    ],
  },
]
