import type { Settlement } from '../../src/contracts/event-log.ts'
import { changeQueue } from './broken-claims.ts'
import type { BrokenEventLog } from './broken-event-log.ts'

export const brokenOutcomes: readonly BrokenEventLog[] = [
  {
    does: 'makes a retry due at once',
    breakLog: ({ log }) =>
      replacing(log, (settlement) =>
        settlement.outcome === 'retry' ? { ...settlement, delay: 0 } : settlement,
      ),
    fails: [
      'a retry waits for its delay, and is claimed after it with its error and next attempt',
      'each retry waits for its own delay',
      'waiting events are made due by id, by topic or all at once',
      'an event that is not published is never deleted, however old',
    ],
  },
  {
    does: 'makes all retries of a call due with the last one',
    breakLog: ({ log }) => ({
      settle: (session, settlements) => {
        const delays = settlements.map((one) => (one.outcome === 'retry' ? one.delay : 0))
        const delay = Math.max(0, ...delays)
        return log.settle(
          session,
          settlements.map((one) => (one.outcome === 'retry' ? { ...one, delay } : one)),
        )
      },
    }),
    fails: ['each retry waits for its own delay'],
  },
  {
    does: 'forgets a retry',
    breakLog: (insides) => ({
      settle: async (session, settlements) => {
        const result = await insides.log.settle(session, settlements)
        insides.tables.waiting.clear()
        return result
      },
    }),
    fails: ['a retry waits for its delay, and is claimed after it with its error and next attempt'],
    andOthers: true,
  },
  {
    does: 'counts the attempts of a retry anew',
    breakLog: (insides) => ({
      settle: async (session, settlements) => {
        const result = await insides.log.settle(session, settlements)
        const { waiting } = insides.tables
        for (const [sequence, row] of waiting) waiting.set(sequence, { ...row, attempts: 0 })
        return result
      },
    }),
    fails: [
      'being born owned counts as the first attempt',
      'attempts that were made stay counted when the session ends',
      'a suspect that was tried again and then dies among others did not die alone',
      'a retry waits for its delay, and is claimed after it with its error and next attempt',
      'the last error is kept when an event is given back untried',
      'waiting events are made due by id, by topic or all at once',
      'an event that cannot be read is retried and given up like any other',
    ],
  },
  {
    does: 'does not refund the attempt of what was released',
    breakLog: (insides) => ({
      settle: async (session, settlements) => {
        const result = await insides.log.settle(session, settlements)
        const released = new Set(
          settlements
            .filter(({ outcome }) => outcome === 'released')
            .map(({ sequence }) => sequence),
        )
        for (const [sequence, row] of insides.tables.queue) {
          if (!released.has(sequence) || row.session !== null) continue
          insides.tables.queue.set(sequence, { ...row, attempts: row.attempts + 1 })
        }
        return result
      },
    }),
    fails: [
      'what is released is pending at once, with its attempt given back',
      'what was born owned and released comes as its first attempt again',
      'the last error is kept when an event is given back untried',
    ],
  },
  {
    does: 'counts every attempt of what was released anew, and forgets its error',
    breakLog: (insides) => ({
      settle: async (session, settlements) => {
        const result = await insides.log.settle(session, settlements)
        changeQueue(insides.tables, (row) =>
          row.session === null ? { ...row, attempts: 0, lastError: null } : row,
        )
        return result
      },
    }),
    fails: ['the last error is kept when an event is given back untried'],
  },
  {
    does: 'keeps for itself what was released',
    breakLog: ({ log }) =>
      replacing(log, (settlement) => (settlement.outcome === 'released' ? undefined : settlement)),
    fails: [
      'due retries and pending events come in one order of sequence',
      'a full scan finds what another replica gave back, below what was already claimed',
      'a session that ended can change nothing anymore',
      'a session that was declared dead can change nothing anymore',
      'a late renewal and who declares it dead at the same moment agree on who has the events',
      'what is released is pending at once, with its attempt given back',
      'what was born owned and released comes as its first attempt again',
      'the last error is kept when an event is given back untried',
      'what was settled once is not settled again',
      'the age is that of the oldest event that is pending, since it was stored',
      'an event that was never replayed has no delivery date, whatever became of it',
      'the delivery date of a replay stays, whatever becomes of the event',
    ],
  },
  {
    does: 'tries again what was exhausted',
    breakLog: ({ log }) =>
      replacing(log, (settlement) =>
        settlement.outcome === 'exhausted'
          ? { ...settlement, outcome: 'retry', delay: 60_000 }
          : settlement,
      ),
    fails: ['what is exhausted is never claimed again'],
    andOthers: true,
  },
  {
    does: 'keeps one error for all',
    breakLog: ({ log }) =>
      replacing(log, (settlement) =>
        'error' in settlement ? { ...settlement, error: 'failed' } : settlement,
      ),
    fails: [
      'attempts that were made stay counted when the session ends',
      'a suspect that was tried again and then dies among others did not die alone',
      'a retry waits for its delay, and is claimed after it with its error and next attempt',
      'the last error is kept when an event is given back untried',
      'one call settles many events, each with its own outcome',
      'no text of an error keeps an event from being settled',
      'waiting events are made due by id, by topic or all at once',
      'exhausted events are listed with their last error and attempts, page by page',
    ],
  },
  {
    does: 'refuses the text of an error that has no place in its database',
    breakLog: ({ log }) =>
      replacing(log, (settlement) => {
        if ('error' in settlement && settlement.error.includes('\u0000')) {
          throw new Error('invalid byte sequence for encoding "UTF8": 0x00')
        }
        return settlement
      }),
    fails: ['no text of an error keeps an event from being settled'],
  },
]

/** Settles something else than was asked for: nothing at all for `undefined`. */
export function replacing(
  log: Parameters<BrokenEventLog['breakLog']>[0]['log'],
  replace: (settlement: Settlement) => Settlement | undefined,
): ReturnType<BrokenEventLog['breakLog']> {
  return {
    settle: async (session, settlements) => {
      const kept = settlements.map(replace).filter((settlement) => settlement !== undefined)
      return await log.settle(session, kept)
    },
  }
}
