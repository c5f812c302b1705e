import type { ClaimRequest, Sequence } from '../../src/contracts/event-log.ts'
import type { InMemoryTables, QueuedEvent } from '../../src/in-memory/in-memory-tables.ts'
import type { BrokenEventLog } from './broken-event-log.ts'

export const brokenClaims: readonly BrokenEventLog[] = [
  {
    does: 'claims what a live session owns',
    breakLog: (insides) => ({
      claim: (request) => {
        changeQueue(insides.tables, (row, tables) =>
          row.session !== null && tables.lives(row.session)
            ? { ...row, session: null, attempts: row.attempts - 1 }
            : row,
        )
        return insides.log.claim(request)
      },
    }),
    fails: [
      'a claim never takes what a live session owns, born owned or claimed',
      'claims at the same moment share nothing, and together take everything',
    ],
    andOthers: true,
  },
  {
    does: 'claims what another live session owns, and only that',
    breakLog: (insides) => ({
      claim: (request) => {
        changeQueue(insides.tables, (row, tables) =>
          row.session !== null && row.session !== request.session && tables.lives(row.session)
            ? { ...row, session: null, attempts: row.attempts - 1 }
            : row,
        )
        return insides.log.claim(request)
      },
    }),
    fails: [
      'events are born owned or pending, as was asked for each',
      'a claim never takes what a live session owns, born owned or claimed',
      'claims at the same moment share nothing, and together take everything',
      'a full scan finds what another replica gave back, below what was already claimed',
    ],
  },
  {
    does: 'takes no more than two at once, however many are due',
    breakLog: ({ log }) => ({
      claim: (request) => log.claim({ ...request, limit: Math.min(2, request.limit) }),
    }),
    fails: ['a claim of less than its limit leaves nothing behind that is due'],
    andOthers: true,
  },
  {
    does: 'looks for what is free and takes it in two steps',
    breakLog: (insides) => ({
      claim: async (request) => {
        const before = new Map(insides.tables.queue)
        const claiming = insides.log.claim(request)
        for (const [sequence, row] of before) insides.tables.queue.set(sequence, row)
        const claimed = await claiming
        for (const { sequence, attempts } of [...claimed.events, ...claimed.undecodable]) {
          const row = insides.tables.queue.get(sequence)
          if (row === undefined) continue
          const { session } = request
          insides.tables.queue.set(sequence, { ...row, attempts, session, alone: false })
        }
        return claimed
      },
    }),
    fails: ['claims at the same moment share nothing, and together take everything'],
  },
  {
    does: 'claims for a session that has ended',
    breakLog: (insides) => ({
      claim: (request) => asIfItLived(insides.tables, request, () => insides.log.claim(request)),
    }),
    fails: ['a claim for a session that has ended takes nothing'],
  },
  {
    does: 'ignores the limit',
    breakLog: ({ log }) => ({ claim: (request) => log.claim({ ...request, limit: 10_000 }) }),
    fails: [
      'a claim of less than its limit leaves nothing behind that is due',
      'a claim takes no more than its limit, and the next one goes on from there',
      'a claim of one topic takes only that one',
    ],
  },
  {
    does: 'limits before it filters topics',
    breakLog: (insides) => ({
      claim: async (request) => {
        const { exceptTopics: _, onlyTopic: __, ...all } = request
        const first = await insides.log.claim(all)
        const refused = first.events.filter(({ event }) => isRefused(request, event.topic))
        await insides.log.settle(
          request.session,
          refused.map(({ sequence }) => ({ sequence, outcome: 'released' })),
        )
        return { ...first, events: first.events.filter((row) => !refused.includes(row)) }
      },
    }),
    fails: [
      'the limit counts what is claimed, not what is passed over',
      'a claim of one topic takes only that one',
    ],
  },
  {
    does: 'ignores excepted topics',
    breakLog: ({ log }) => ({
      claim: ({ exceptTopics: _, ...request }) => log.claim(request),
      claimSuspect: ({ exceptTopics: _, ...request }) => log.claimSuspect(request),
    }),
    fails: [
      'a claim leaves the excepted topics alone',
      'the limit counts what is claimed, not what is passed over',
      'suspects are found by topic, too',
    ],
  },
  {
    does: 'ignores the only topic',
    breakLog: ({ log }) => ({
      claim: ({ onlyTopic: _, ...request }) => log.claim(request),
      claimSuspect: ({ onlyTopic: _, ...request }) => log.claimSuspect(request),
    }),
    fails: ['a claim of one topic takes only that one', 'suspects are found by topic, too'],
  },
  {
    does: 'claims nothing when no topic is excepted',
    breakLog: ({ log }) => ({
      claim: async (request) =>
        request.exceptTopics?.length === 0
          ? { events: [], undecodable: [] }
          : await log.claim(request),
    }),
    fails: ['a claim leaves the excepted topics alone'],
  },
  {
    does: 'claims the last events first',
    breakLog: ({ log }) => ({
      claim: async (request) => {
        const { events, undecodable } = await log.claim(request)
        return { events: events.toReversed(), undecodable }
      },
    }),
    fails: [
      'a claim takes pending events in order of sequence, as their first attempt',
      'due retries and pending events come in one order of sequence',
    ],
    andOthers: true,
  },
  {
    does: 'does not count a claim',
    breakLog: (insides) => ({
      claim: async (request) => {
        const { events, undecodable } = await insides.log.claim(request)
        for (const { sequence, attempts } of events) {
          const row = insides.tables.queue.get(sequence)!
          insides.tables.queue.set(sequence, { ...row, attempts: attempts - 1 })
        }
        return {
          events: events.map((row) => ({ ...row, attempts: row.attempts - 1 })),
          undecodable,
        }
      },
    }),
    fails: ['a claim takes pending events in order of sequence, as their first attempt'],
    andOthers: true,
  },
  {
    does: 'skips in a recent scan what commits late',
    breakLog: (insides) => withFloor(insides, ({ scan }) => scan === 'recent'),
    fails: [
      'a transaction that commits late, below what was already claimed, is found by the next recent scan',
    ],
  },
  {
    does: 'skips in every scan what commits late',
    breakLog: (insides) => withFloor(insides, () => true),
    fails: [
      'a claim leaves the excepted topics alone',
      'a full scan finds what another replica gave back, below what was already claimed',
      'attempts that were made stay counted when the session ends',
      'a transaction that commits late, below what was already claimed, is found by the next recent scan',
      'a transaction that commits late, below what was already claimed, is found by the next full scan',
      'what is released is pending at once, with its attempt given back',
      'the last error is kept when an event is given back untried',
      'waiting events are made due by id, by topic or all at once',
      'exhausted events are replayed by id, by topic or all at once',
      'an event that was never replayed has no delivery date, whatever became of it',
      'the delivery date of a replay stays, whatever becomes of the event',
      'each replay sets a delivery date of its own',
    ],
  },
  {
    does: 'never looks again in a recent scan',
    breakLog: ({ log }) => {
      let looked = false
      return {
        claim: async (request) => {
          const first = !looked
          looked = true
          return request.scan === 'recent' && !first
            ? { events: [], undecodable: [] }
            : await log.claim(request)
        },
      }
    },
    fails: [
      'a recent scan finds what was appended since the one before',
      'a full scan finds what another replica gave back, below what was already claimed',
      'a transaction that commits late, below what was already claimed, is found by the next recent scan',
      'a transaction that commits late, below what was already claimed, is found by the next full scan',
    ],
  },
  {
    does: 'fails on an event that cannot be read',
    breakLog: ({ log }) => ({
      claim: async (request) => {
        const claimed = await log.claim(request)
        if (claimed.undecodable.length > 0) throw claimed.undecodable[0]!.error
        return claimed
      },
    }),
    fails: [
      'an event that cannot be read is claimed beside the good ones',
      'an event that cannot be read is retried and given up like any other',
      'an exhausted event that cannot be read hides no other, and can be replayed and discarded',
    ],
  },
  {
    does: 'passes over an event that cannot be read',
    breakLog: ({ log }) => ({
      claim: async (request) => ({ ...(await log.claim(request)), undecodable: [] }),
    }),
    fails: [
      'an event that cannot be read is claimed beside the good ones',
      'an event that cannot be read is retried and given up like any other',
      'an exhausted event that cannot be read hides no other, and can be replayed and discarded',
    ],
  },
  {
    does: 'fails on a suspect that cannot be read',
    breakLog: ({ log }) => ({
      claimSuspect: async (request) => {
        const suspect = await log.claimSuspect(request)
        if (suspect !== undefined && 'error' in suspect) throw suspect.error
        return suspect
      },
    }),
    fails: ['a suspect that cannot be read comes out, too'],
  },
]

function isRefused({ exceptTopics, onlyTopic }: ClaimRequest, topic: string): boolean {
  return exceptTopics?.includes(topic) === true || (onlyTopic !== undefined && onlyTopic !== topic)
}

/** Changes the queue's rows in place. */
export function changeQueue(
  tables: InMemoryTables,
  change: (row: QueuedEvent, tables: InMemoryTables) => QueuedEvent,
): void {
  for (const [sequence, row] of tables.queue) tables.queue.set(sequence, change(row, tables))
}

/** Runs the synchronous part of `work` as if the session had not ended. */
export function asIfItLived<T>(
  tables: InMemoryTables,
  { session }: Pick<ClaimRequest, 'session'>,
  work: () => T,
): T {
  const own = tables.sessions.get(session)
  if (own === undefined) return work()
  tables.sessions.set(session, { ...own, ended: null })
  try {
    return work()
  } finally {
    tables.sessions.set(session, own)
  }
}

/** A floor that rises to whatever was claimed, and knows nothing of open transactions. */
function withFloor(
  insides: Parameters<BrokenEventLog['breakLog']>[0],
  applies: (request: ClaimRequest) => boolean,
): ReturnType<BrokenEventLog['breakLog']> {
  let floor: Sequence = 0
  return {
    claim: async (request) => {
      const { queue } = insides.tables
      const below = applies(request) ? [...queue].filter(([sequence]) => sequence <= floor) : []
      for (const [sequence] of below) queue.delete(sequence)
      const claiming = insides.log.claim(request)
      for (const [sequence, row] of below) queue.set(sequence, row)
      const claimed = await claiming
      floor = Math.max(floor, ...claimed.events.map(({ sequence }) => sequence))
      return claimed
    },
  }
}
