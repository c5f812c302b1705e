import type { InMemoryTables } from '../../src/in-memory/in-memory-tables.ts'
import type { BrokenEventLog } from './broken-event-log.ts'
import { changeQueue } from './broken-claims.ts'

export const brokenSessions: readonly BrokenEventLog[] = [
  {
    does: 'gives a session again that has ended',
    breakLog: (insides) => ({
      openSession: async (options) => {
        const ended = [...insides.tables.sessions].find(([, session]) => session.ended !== null)
        if (ended === undefined) return await insides.log.openSession(options)
        const expiresAt = insides.tables.now() + options.leaseDuration
        insides.tables.sessions.set(ended[0], { ...ended[1], expiresAt, ended: null })
        return ended[0]
      },
    }),
    fails: [
      'a session is never given twice',
      'the end of a session frees its events at once, with their attempt counted once',
      'attempts that were made stay counted when the session ends',
      'who dies with one event alone is known to have died of it, and the others are not blamed',
      'a session that has ended gets no suspect',
      'events that commit after their session has ended are free at once, attempt counted once',
      'what was published leaves the queue and stays in the log',
      'cleaning forgets no session whose events are still there',
      'cleaning makes no innocent of what was owned by a session that died',
      'an event that was never replayed has no delivery date, whatever became of it',
      'the delivery date of a replay stays, whatever becomes of the event',
    ],
  },
  {
    does: 'renews a session that has ended',
    breakLog: (insides) => ({
      renewSession: async (session, leaseDuration) => {
        const own = insides.tables.sessions.get(session)
        if (own !== undefined) insides.tables.sessions.set(session, { ...own, ended: null })
        return await insides.log.renewSession(session, leaseDuration)
      },
    }),
    fails: [
      'a session whose lease ran out is found dead by the renewal of another, once',
      'a session that ended by itself is not renewed, and not found dead',
      'a late renewal and who declares it dead at the same moment agree on who has the events',
    ],
  },
  {
    does: 'does not prolong the lease',
    breakLog: (insides) => ({
      renewSession: async (session) => {
        const own = insides.tables.sessions.get(session)
        const left = (own?.expiresAt ?? 0) - insides.tables.now()
        return await insides.log.renewSession(session, left)
      },
    }),
    fails: [
      'a renewal prolongs the lease from now on',
      'a session that is late, but not declared dead, lives on with its renewal',
      'a late renewal and who declares it dead at the same moment agree on who has the events',
    ],
  },
  {
    does: 'refuses to renew a session that is late',
    breakLog: (insides) => ({
      renewSession: async (session, leaseDuration) => {
        const own = insides.tables.sessions.get(session)
        const late = own !== undefined && own.expiresAt <= insides.tables.now()
        if (late) await insides.log.endSession(session)
        return await insides.log.renewSession(session, leaseDuration)
      },
    }),
    fails: [
      'a session that is late, but not declared dead, lives on with its renewal',
      'a late renewal and who declares it dead at the same moment agree on who has the events',
    ],
  },
  {
    does: 'finds nobody dead',
    breakLog: (insides) => ({
      renewSession: async (session, leaseDuration) => {
        postpone(insides.tables, session)
        return await insides.log.renewSession(session, leaseDuration)
      },
    }),
    fails: [
      'a session whose lease ran out is found dead by the renewal of another, once',
      'a session is renewed, ended and found dead while a transaction with its events is open',
    ],
    andOthers: true,
  },
  {
    does: 'declares every other session dead',
    breakLog: (insides) => ({
      renewSession: async (session, leaseDuration) => {
        for (const [id, other] of insides.tables.sessions) {
          if (id !== session) insides.tables.sessions.set(id, { ...other, expiresAt: 0 })
        }
        return await insides.log.renewSession(session, leaseDuration)
      },
    }),
    fails: [
      'a renewal prolongs the lease from now on',
      'a session whose lease ran out is found dead by the renewal of another, once',
      'a session that is late, but not declared dead, lives on with its renewal',
      'two processes that take over the same dead session share nothing',
      'a late renewal and who declares it dead at the same moment agree on who has the events',
    ],
  },
  {
    does: 'declares dead what ended by itself',
    breakLog: (insides) => ({
      renewSession: async (session, leaseDuration) => {
        const now = insides.tables.now()
        const { alive, ended } = await insides.log.renewSession(session, leaseDuration)
        let more = 0
        for (const [id, other] of insides.tables.sessions) {
          if (id === session || other.ended?.by !== 'itself' || other.expiresAt > now) continue
          insides.tables.sessions.set(id, { ...other, ended: { at: now, by: 'death' } })
          more++
        }
        return { alive, ended: ended + more }
      },
    }),
    fails: [
      'a session that ended by itself is not renewed, and not found dead',
      'a late renewal and who declares it dead at the same moment agree on who has the events',
    ],
  },
  {
    does: 'overlooks a renewal in flight when it declares a session dead',
    breakLog: (insides) => ({
      renewSession: async (session, leaseDuration) => {
        const { tables, log } = insides
        const now = tables.now()
        const late = [...tables.sessions]
          .filter(
            ([id, { ended, expiresAt }]) => id !== session && ended === null && expiresAt <= now,
          )
          .map(([id]) => id)
        postpone(tables, session, late)
        const renewed = await log.renewSession(session, leaseDuration)
        let ended = 0
        for (const id of late) {
          const other = tables.sessions.get(id)!
          if (other.ended !== null) continue
          tables.sessions.set(id, { ...other, ended: { at: now, by: 'death' } })
          ended++
        }
        return { ...renewed, ended }
      },
    }),
    fails: [
      'a late renewal and who declares it dead at the same moment agree on who has the events',
    ],
  },
  {
    does: 'does not end a session',
    breakLog: () => ({ endSession: async () => {} }),
    fails: ['the end of a session frees its events at once, with their attempt counted once'],
    andOthers: true,
  },
  {
    does: 'clears a dead session of all suspicion when it ends itself late',
    breakLog: (insides) => ({
      endSession: async (session) => {
        const own = insides.tables.sessions.get(session)
        const at = insides.tables.now()
        if (own !== undefined) {
          insides.tables.sessions.set(session, { ...own, ended: { at, by: 'itself' } })
        }
      },
    }),
    fails: ['ending a session twice, or one that died, changes nothing'],
  },
  {
    does: 'makes suspects of the events of a session that ended by itself',
    breakLog: (insides) => ({
      endSession: async (session) => {
        const own = insides.tables.sessions.get(session)
        const at = insides.tables.now()
        if (own?.ended === null) {
          insides.tables.sessions.set(session, { ...own, ended: { at, by: 'death' } })
        }
      },
    }),
    fails: [
      'the end of a session frees its events at once, with their attempt counted once',
      'attempts that were made stay counted when the session ends',
      'a suspect of a session that ended by itself is free, with its attempt counted once',
      'events that commit after their session has ended are free at once, attempt counted once',
      'what was published leaves the queue and stays in the log',
      'cleaning forgets no session whose events are still there',
      'an event that was never replayed has no delivery date, whatever became of it',
      'the delivery date of a replay stays, whatever becomes of the event',
    ],
  },
  {
    does: 'counts the attempt twice when a session ended by itself',
    breakLog: (insides) => ({
      claim: (request) => {
        changeQueue(insides.tables, (row, tables) =>
          row.session === null || tables.lives(row.session) || tables.died(row.session)
            ? row
            : { ...row, session: null },
        )
        return insides.log.claim(request)
      },
    }),
    fails: [
      'the end of a session frees its events at once, with their attempt counted once',
      'attempts that were made stay counted when the session ends',
      'a suspect of a session that ended by itself is free, with its attempt counted once',
      'events that commit after their session has ended are free at once, attempt counted once',
      'cleaning forgets no session whose events are still there',
    ],
  },
  {
    does: 'keeps the events of a session that ended until its lease runs out',
    breakLog: (insides) => ({
      claim: async (request) => {
        const { tables, log } = insides
        const held = [...tables.queue].filter(([, { session }]) => {
          const owner = session === null ? undefined : tables.sessions.get(session)
          return owner?.ended?.by === 'itself' && owner.expiresAt > tables.now()
        })
        for (const [sequence] of held) tables.queue.delete(sequence)
        const claiming = log.claim(request)
        for (const [sequence, row] of held) tables.queue.set(sequence, row)
        return await claiming
      },
    }),
    fails: [
      'the end of a session frees its events at once, with their attempt counted once',
      'attempts that were made stay counted when the session ends',
      'a suspect of a session that ended by itself is free, with its attempt counted once',
      'events that commit after their session has ended are free at once, attempt counted once',
      'what was published leaves the queue and stays in the log',
    ],
  },
]

/** Lets leases run on for ever that would run out: all others' than `session`'s, or those named. */
function postpone(tables: InMemoryTables, session: number, only?: readonly number[]): void {
  for (const [id, other] of tables.sessions) {
    if (id !== session && only?.includes(id) !== false) {
      tables.sessions.set(id, { ...other, expiresAt: Infinity })
    }
  }
}
