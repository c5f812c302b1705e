import type { InMemoryTables } from '../../src/in-memory/in-memory-tables.ts'
import { asIfItLived, changeQueue } from './broken-claims.ts'
import type { BrokenEventLog } from './broken-event-log.ts'

export const brokenDeaths: readonly BrokenEventLog[] = [
  {
    does: 'claims the events of a dead session with all others',
    breakLog: (insides) => ({
      claim: (request) => {
        clearSuspects(insides.tables)
        return insides.log.claim(request)
      },
    }),
    fails: [
      'ending a session twice, or one that died, changes nothing',
      'events of a dead session come one at a time, in order, with the death as an attempt',
      'events that commit after their session was declared dead are its suspects',
      'cleaning makes no innocent of what was owned by a session that died',
    ],
  },
  {
    does: 'takes all suspects at once',
    breakLog: (insides) => ({
      claimSuspect: async (request) => {
        const { tables, log } = insides
        const suspect = await log.claimSuspect(request)
        if (suspect !== undefined) {
          changeQueue(tables, (row) =>
            row.session !== null && tables.died(row.session)
              ? { ...row, session: request.session, attempts: row.attempts + 1, alone: true }
              : row,
          )
        }
        return suspect
      },
    }),
    fails: [
      'events of a dead session come one at a time, in order, with the death as an attempt',
      'who dies with one event alone is known to have died of it, and the others are not blamed',
      'suspects are found by topic, too',
      'two processes that take over the same dead session share nothing',
      'a suspect that cannot be read comes out, too',
    ],
  },
  {
    does: 'takes a suspect in two steps',
    breakLog: (insides) => ({
      claimSuspect: async (request) => {
        const before = new Map(insides.tables.queue)
        const claiming = insides.log.claimSuspect(request)
        for (const [sequence, row] of before) insides.tables.queue.set(sequence, row)
        const suspect = await claiming
        if (suspect === undefined) return undefined
        const { sequence, attempts } = suspect
        const row = insides.tables.queue.get(sequence)!
        const { session } = request
        insides.tables.queue.set(sequence, { ...row, attempts, session, alone: true })
        return suspect
      },
    }),
    fails: ['two processes that take over the same dead session share nothing'],
  },
  {
    does: 'does not count a death as an attempt',
    breakLog: (insides) => ({
      claimSuspect: async (request) => {
        const suspect = await insides.log.claimSuspect(request)
        if (suspect === undefined) return undefined
        const attempts = suspect.attempts - 1
        const row = insides.tables.queue.get(suspect.sequence)!
        insides.tables.queue.set(suspect.sequence, { ...row, attempts })
        return { ...suspect, attempts }
      },
    }),
    fails: [
      'events of a dead session come one at a time, in order, with the death as an attempt',
      'who dies with one event alone is known to have died of it, and the others are not blamed',
      'a suspect that was tried again and then dies among others did not die alone',
      'a suspect of a session that ended by itself is free, with its attempt counted once',
      'two processes that take over the same dead session share nothing',
      'a suspect that cannot be read comes out, too',
    ],
  },
  {
    does: 'blames an event for the first death',
    breakLog: ({ log }) => ({
      claimSuspect: async (request) => {
        const suspect = await log.claimSuspect(request)
        return suspect === undefined || 'error' in suspect
          ? suspect
          : { ...suspect, diedAlone: true }
      },
    }),
    fails: [
      'events of a dead session come one at a time, in order, with the death as an attempt',
      'who dies with one event alone is known to have died of it, and the others are not blamed',
      'a suspect that was tried again and then dies among others did not die alone',
      'a suspect of a session that ended by itself is free, with its attempt counted once',
    ],
  },
  {
    does: 'blames no event for a death',
    breakLog: ({ log }) => ({
      claimSuspect: async (request) => {
        const suspect = await log.claimSuspect(request)
        return suspect === undefined || 'error' in suspect
          ? suspect
          : { ...suspect, diedAlone: false }
      },
    }),
    fails: [
      'who dies with one event alone is known to have died of it, and the others are not blamed',
    ],
  },
  {
    does: 'blames an event for ever once it was a suspect',
    breakLog: ({ log }) => {
      const suspects = new Set<number>()
      return {
        claimSuspect: async (request) => {
          const suspect = await log.claimSuspect(request)
          if (suspect === undefined || 'error' in suspect) return suspect
          const diedAlone = suspects.has(suspect.sequence)
          suspects.add(suspect.sequence)
          return { ...suspect, diedAlone }
        },
      }
    },
    fails: [
      'a suspect that was tried again and then dies among others did not die alone',
      'a suspect of a session that ended by itself is free, with its attempt counted once',
    ],
  },
  {
    does: 'gives a suspect to a session that has ended',
    breakLog: (insides) => ({
      claimSuspect: (request) =>
        asIfItLived(insides.tables, request, () => insides.log.claimSuspect(request)),
    }),
    fails: ['a session that has ended gets no suspect'],
  },
  {
    does: 'treats what is pending as suspect',
    breakLog: ({ log }) => ({
      claimSuspect: async (request) => {
        const suspect = await log.claimSuspect(request)
        if (suspect !== undefined) return suspect
        const { events } = await log.claim({ ...request, limit: 1 })
        return events[0] === undefined ? undefined : { ...events[0], diedAlone: false }
      },
    }),
    fails: [
      'the end of a session frees its events at once, with their attempt counted once',
      'what is pending, or owned by a live session, is not suspect',
      'a late renewal and who declares it dead at the same moment agree on who has the events',
    ],
  },
]

function clearSuspects(tables: InMemoryTables): void {
  changeQueue(tables, (row) =>
    row.session !== null && tables.died(row.session) ? { ...row, session: null } : row,
  )
}
