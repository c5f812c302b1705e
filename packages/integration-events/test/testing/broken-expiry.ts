import type { InMemoryTables } from '../../src/in-memory/in-memory-tables.ts'
import type { BrokenEventLog } from './broken-event-log.ts'

export const brokenExpiry: readonly BrokenEventLog[] = [
  {
    does: 'deletes nothing',
    breakLog: () => ({ deleteExpired: async () => ({ deleted: 0, more: false }) }),
    fails: [
      'published events are deleted past their date, and not before',
      'the cleaning is bounded by its limit, and says whether there is more',
      'unpublished events in front do not keep published ones from being deleted',
      'exhausted events are deleted only when asked for, counted from when they were given up',
      'a closed event is kept for a while after it was closed, and then deleted',
    ],
  },
  {
    does: 'deletes published events before their date',
    breakLog: ({ log }) => ({
      deleteExpired: (request) => log.deleteExpired({ ...request, published: 0 }),
    }),
    fails: [
      'published events are deleted past their date, and not before',
      'a closed event is kept for a while after it was closed, and then deleted',
    ],
  },
  {
    does: 'deletes events by their age, published or not',
    breakLog: (insides) => ({
      deleteExpired: async (request) => {
        const { tables } = insides
        const date = tables.now() - request.published
        const old = [...tables.log.values()].filter(({ storedAt }) => storedAt <= date)
        for (const { sequence } of old.slice(0, request.limit)) {
          for (const table of tablesOf(tables)) table.delete(sequence)
        }
        const deleted = Math.min(old.length, request.limit)
        return { deleted, more: old.length > deleted }
      },
    }),
    fails: [
      'an event that is not published is never deleted, however old',
      'unpublished events in front do not keep published ones from being deleted',
      'exhausted events are deleted only when asked for, counted from when they were given up',
      'a closed event is kept for a while after it was closed, and then deleted',
      'cleaning forgets no session whose events are still there',
      'cleaning makes no innocent of what was owned by a session that died',
    ],
  },
  {
    does: 'deletes without a limit',
    breakLog: ({ log }) => ({
      deleteExpired: (request) => log.deleteExpired({ ...request, limit: 10_000 }),
    }),
    fails: ['the cleaning is bounded by its limit, and says whether there is more'],
  },
  {
    does: 'never says that there is more',
    breakLog: ({ log }) => ({
      deleteExpired: async (request) => ({ ...(await log.deleteExpired(request)), more: false }),
    }),
    fails: ['the cleaning is bounded by its limit, and says whether there is more'],
  },
  {
    does: 'always says that there is more',
    breakLog: ({ log }) => ({
      deleteExpired: async (request) => ({ ...(await log.deleteExpired(request)), more: true }),
    }),
    fails: [
      'published events are deleted past their date, and not before',
      'an event that is not published is never deleted, however old',
      'the cleaning is bounded by its limit, and says whether there is more',
      'unpublished events in front do not keep published ones from being deleted',
      'exhausted events are deleted only when asked for, counted from when they were given up',
      'a closed event is kept for a while after it was closed, and then deleted',
      'cleaning forgets no session whose events are still there',
      'cleaning makes no innocent of what was owned by a session that died',
    ],
  },
  {
    does: 'looks no further than the limit when it seeks published events',
    breakLog: (insides) => ({
      deleteExpired: async (request) => {
        const { tables, log } = insides
        const behind = [...tables.log].slice(request.limit)
        for (const [sequence] of behind) tables.log.delete(sequence)
        const deleting = log.deleteExpired(request)
        for (const [sequence, stored] of behind) tables.log.set(sequence, stored)
        const { deleted } = await deleting
        return { deleted, more: deleted > 0 && behind.length > 0 }
      },
    }),
    fails: ['unpublished events in front do not keep published ones from being deleted'],
  },
  {
    does: 'deletes exhausted events with the published ones',
    breakLog: ({ log }) => ({
      deleteExpired: (request) => log.deleteExpired({ ...request, exhausted: request.published }),
    }),
    fails: [
      'an event that is not published is never deleted, however old',
      'exhausted events are deleted only when asked for, counted from when they were given up',
    ],
  },
  {
    does: 'never deletes exhausted events',
    breakLog: ({ log }) => ({
      deleteExpired: (request) => log.deleteExpired({ ...request, exhausted: null }),
    }),
    fails: [
      'exhausted events are deleted only when asked for, counted from when they were given up',
    ],
  },
  {
    does: 'counts the time of an exhausted event from when it was stored',
    breakLog: (insides) => ({
      deleteExpired: (request) => {
        const { log, exhausted } = insides.tables
        for (const [sequence, row] of exhausted) {
          exhausted.set(sequence, { ...row, exhaustedAt: log.get(sequence)!.storedAt })
        }
        return insides.log.deleteExpired(request)
      },
    }),
    fails: [
      'exhausted events are deleted only when asked for, counted from when they were given up',
    ],
  },
  {
    does: 'counts the time of a closed event from when it was stored',
    breakLog: (insides) => ({
      deleteExpired: (request) => {
        const { log, closed } = insides.tables
        for (const [sequence, row] of closed) {
          closed.set(sequence, { ...row, closedAt: log.get(sequence)!.storedAt })
        }
        return insides.log.deleteExpired(request)
      },
    }),
    fails: ['a closed event is kept for a while after it was closed, and then deleted'],
  },
  {
    does: 'leaves the row of a closed event that it deletes',
    breakLog: (insides) => ({
      deleteExpired: async (request) => {
        const closed = new Map(insides.tables.closed)
        const result = await insides.log.deleteExpired(request)
        for (const [sequence, row] of closed) insides.tables.closed.set(sequence, row)
        return result
      },
    }),
    fails: ['a closed event is kept for a while after it was closed, and then deleted'],
  },
  {
    does: 'forgets ended sessions, and loses the events that name them',
    breakLog: (insides) => ({
      deleteExpired: async (request) => {
        const { tables, log } = insides
        const result = await log.deleteExpired(request)
        for (const [id, { ended }] of tables.sessions) {
          if (ended !== null) tables.sessions.delete(id)
        }
        return result
      },
      claim: async (request) => {
        const { tables, log } = insides
        const orphans = orphansOf(tables)
        for (const [sequence] of orphans) tables.queue.delete(sequence)
        const claiming = log.claim(request)
        for (const [sequence, row] of orphans) tables.queue.set(sequence, row)
        return await claiming
      },
    }),
    fails: [
      'events that commit after their ended session was cleaned away are not lost',
      'cleaning forgets no session whose events are still there',
      'cleaning makes no innocent of what was owned by a session that died',
    ],
  },
]

function tablesOf(tables: InMemoryTables): readonly Map<number, unknown>[] {
  return [tables.log, tables.queue, tables.waiting, tables.exhausted, tables.closed]
}

/** Queued events whose session is not known. */
function orphansOf({ queue, sessions }: InMemoryTables): [number, never][] {
  return [...queue].filter(([, { session }]) => session !== null && !sessions.has(session)) as [
    number,
    never,
  ][]
}
