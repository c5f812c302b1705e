import { asIfItLived } from './broken-claims.ts'
import type { BrokenEventLog } from './broken-event-log.ts'
import { replacing } from './broken-outcomes.ts'

export const brokenSettlements: readonly BrokenEventLog[] = [
  {
    does: 'settles without a fence',
    breakLog: (insides) => ({
      settle: (session, settlements) => {
        const { tables, log } = insides
        const named = new Set(settlements.map(({ sequence }) => sequence))
        for (const [sequence, row] of tables.queue) {
          if (named.has(sequence)) tables.queue.set(sequence, { ...row, session })
        }
        return asIfItLived(tables, { session }, () => log.settle(session, settlements))
      },
    }),
    fails: [
      'a session that ended can change nothing anymore',
      'a session that was declared dead can change nothing anymore',
      'a late renewal and who declares it dead at the same moment agree on who has the events',
      'events that commit after their session has ended are free at once, attempt counted once',
      'events that commit after their session was declared dead are its suspects',
      'a session settles only what it owns, and is told how many it does not',
    ],
  },
  {
    does: 'settles for a session that has ended what nobody has taken over yet',
    breakLog: (insides) => ({
      settle: (session, settlements) =>
        asIfItLived(insides.tables, { session }, () => insides.log.settle(session, settlements)),
    }),
    fails: [
      'a session that ended can change nothing anymore',
      'a session that was declared dead can change nothing anymore',
      'a late renewal and who declares it dead at the same moment agree on who has the events',
      'events that commit after their session has ended are free at once, attempt counted once',
    ],
  },
  {
    does: 'settles what belongs to nobody',
    breakLog: (insides) => ({
      settle: (session, settlements) => {
        const { tables, log } = insides
        const named = new Set(settlements.map(({ sequence }) => sequence))
        for (const [sequence, row] of tables.queue) {
          if (named.has(sequence) && row.session === null) {
            tables.queue.set(sequence, { ...row, session })
          }
        }
        return log.settle(session, settlements)
      },
    }),
    fails: ['a session settles only what it owns, and is told how many it does not'],
  },
  {
    does: 'fails when there is nothing to settle',
    breakLog: ({ log }) => ({
      settle: async (session, settlements) => {
        if (settlements.length === 0) throw new Error('syntax error at or near ")"')
        return await log.settle(session, settlements)
      },
    }),
    fails: ['settling nothing loses nothing'],
  },
  {
    does: 'does not say what was lost',
    breakLog: ({ log }) => ({
      settle: async (session, settlements) => {
        await log.settle(session, settlements)
        return { lost: 0 }
      },
    }),
    fails: [
      'a session that ended can change nothing anymore',
      'a session that was declared dead can change nothing anymore',
      'a late renewal and who declares it dead at the same moment agree on who has the events',
      'events that commit after their session has ended are free at once, attempt counted once',
      'events that commit after their session was declared dead are its suspects',
      'a session settles only what it owns, and is told how many it does not',
      'what was settled once is not settled again',
    ],
  },
  {
    does: 'settles the first 100 only',
    breakLog: ({ log }) => ({
      settle: (session, settlements) => log.settle(session, settlements.slice(0, 100)),
    }),
    fails: ['one call settles many events, each with its own outcome'],
  },
  {
    does: 'loses all when one is lost',
    breakLog: (insides) => ({
      settle: async (session, settlements) => {
        const { tables, log } = insides
        const owned = settlements.every(
          ({ sequence }) => tables.queue.get(sequence)?.session === session,
        )
        return owned ? await log.settle(session, settlements) : { lost: settlements.length }
      },
    }),
    fails: ['a session settles only what it owns, and is told how many it does not'],
  },
  {
    does: 'leaves in the queue what was published',
    breakLog: ({ log }) =>
      replacing(log, (settlement) => (settlement.outcome === 'published' ? undefined : settlement)),
    fails: ['what was published leaves the queue and stays in the log'],
    andOthers: true,
  },
  {
    does: 'deletes from the log what was published',
    breakLog: (insides) => ({
      settle: async (session, settlements) => {
        const result = await insides.log.settle(session, settlements)
        for (const { sequence, outcome } of settlements) {
          if (outcome === 'published' && !insides.tables.queue.has(sequence)) {
            insides.tables.log.delete(sequence)
          }
        }
        return result
      },
    }),
    fails: [
      'events are born owned or pending, as was asked for each',
      'events of a dead session come one at a time, in order, with the death as an attempt',
      'what was published leaves the queue and stays in the log',
      'one call settles many events, each with its own outcome',
      'a session settles only what it owns, and is told how many it does not',
      'what was settled once is not settled again',
      'a replayed event is the same event, with its attempts counted anew',
      'operations on exhausted events leave all others alone',
      'published events are deleted past their date, and not before',
      'the cleaning is bounded by its limit, and says whether there is more',
      'unpublished events in front do not keep published ones from being deleted',
    ],
  },
]
