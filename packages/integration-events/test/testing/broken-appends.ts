import type { Transaction } from 'uow'
import type { InMemoryTables } from '../../src/in-memory/in-memory-tables.ts'
import type { BrokenEventLog } from './broken-event-log.ts'

export const brokenAppends: readonly BrokenEventLog[] = [
  {
    does: 'appends outside of the transaction',
    breakLog: ({ log }) => ({
      append: (_transaction, events, session) => log.append(committed(), events, session),
    }),
    fails: [
      'a unit of work that rolls back leaves nothing behind',
      'a nested frame that rolls back takes only its own events with it',
      'a nested frame that completed is undone with the unit of work around it',
      'appending to a transaction that has ended is refused',
      'before the commit nobody sees an event',
      'a transaction that commits late, below what was already claimed, is found by the next recent scan',
      'a transaction that commits late, below what was already claimed, is found by the next full scan',
      'a transaction that rolls back below what was already claimed leaves nothing behind',
    ],
  },
  {
    does: 'appends what was rolled back',
    breakLog: ({ log }) => ({
      append: async (transaction, events, session) => {
        const own = { ...transaction, root: { state: 'open' } }
        const finish = (): void => {
          own.root.state = 'committed'
        }
        transaction.afterCommit(finish)
        transaction.afterRollback(finish)
        return await log.append({ ...ignored, ...own } as unknown as Transaction, events, session)
      },
    }),
    fails: [
      'a unit of work that rolls back leaves nothing behind',
      'a nested frame that rolls back takes only its own events with it',
      'a nested frame that completed is undone with the unit of work around it',
      'a transaction that rolls back below what was already claimed leaves nothing behind',
    ],
  },
  {
    does: 'appends to the whole transaction what belongs to a frame of it',
    breakLog: ({ log }) => ({
      append: (transaction, events, session) => log.append(wholeOf(transaction), events, session),
    }),
    fails: [
      'a nested frame that rolls back takes only its own events with it',
      'appending to a transaction that has ended is refused',
    ],
  },
  {
    does: 'forgets what was appended when it commits',
    breakLog: ({ log }) => ({
      append: (transaction, events, session) =>
        log.append(
          {
            ...ignored,
            root: { state: 'rolledBack' },
            id: transaction.id,
          } as unknown as Transaction,
          events,
          session,
        ),
    }),
    fails: ['what was appended is stored and queued when its unit of work commits'],
    andOthers: true,
  },
  {
    does: 'appends to a transaction that has ended',
    breakLog: ({ log }) => ({
      append: (transaction, events, session) =>
        log.append(transaction.state === 'open' ? transaction : committed(), events, session),
    }),
    fails: ['appending to a transaction that has ended is refused'],
  },
  {
    does: 'numbers the events of a unit of work backwards',
    breakLog: ({ log }) => ({
      append: async (transaction, events, session) => {
        const appended = await log.append(transaction, events.toReversed(), session)
        return appended.toReversed()
      },
    }),
    fails: [
      'transactions at the same moment never get the same sequence, and each ascends',
      'the sequence ascends in the order of publishing within a transaction',
    ],
    andOthers: true,
  },
  {
    does: 'stores only the first 1,000 events of a unit of work',
    breakLog: ({ log }) => ({
      append: (transaction, events, session) =>
        log.append(transaction, events.slice(0, 1_000), session),
    }),
    fails: ['a unit of work can hold 2,500 events, in order'],
  },
  {
    does: 'stores an event more than was appended',
    breakLog: ({ log }) => ({
      append: async (transaction, events, session) => {
        if (events.length > 0) return await log.append(transaction, events, session)
        const event = {
          id: 'sentinel',
          topic: 't',
          type: 't',
          source: 's',
          time: 1,
          key: null,
          headers: {},
          data: '1',
        }
        return await log.append(transaction, [{ event, owned: false }], session)
      },
    }),
    fails: ['appending no event does nothing'],
  },
  {
    does: 'makes every event owned',
    breakLog: ({ log }) => ({
      append: (transaction, events, session) =>
        log.append(
          transaction,
          events.map(({ event }) => ({ event, owned: true })),
          session,
        ),
    }),
    fails: ['events are born owned or pending, as was asked for each'],
  },
  {
    does: 'makes every event pending',
    breakLog: ({ log }) => ({
      append: (transaction, events) => log.append(transaction, events, null),
    }),
    fails: ['events are born owned or pending, as was asked for each'],
    andOthers: true,
  },
  {
    does: 'says that an event without a session is owned',
    breakLog: ({ log }) => ({
      append: async (transaction, events, session) => {
        const appended = await log.append(transaction, events, session)
        if (session !== null) return appended
        return appended.map((row, index) => ({ ...row, owned: events[index]!.owned }))
      },
    }),
    fails: ['without a session events are born pending, whatever was asked for'],
  },
  {
    does: 'appends under a session that has ended as if it lived',
    breakLog: ({ log, tables }) => ({
      append: async (transaction, events, session) => {
        const own = session === null ? undefined : tables.sessions.get(session)
        if (session === null || own === undefined)
          return await log.append(transaction, events, null)
        tables.sessions.set(session, { ...own, ended: null })
        const appending = log.append(transaction, events, session)
        tables.sessions.set(session, own)
        return await appending
      },
    }),
    fails: [
      'events appended under a session that has ended are born pending',
      'events appended under a session that was declared dead are born pending',
    ],
  },
  {
    does: 'does not count being born owned as an attempt',
    breakLog: (insides) => ({
      claim: async (request) => {
        uncountBirths(insides.tables)
        return await insides.log.claim(request)
      },
      settle: async (session, settlements) => {
        uncountBirths(insides.tables)
        return await insides.log.settle(session, settlements)
      },
    }),
    fails: ['being born owned counts as the first attempt'],
    andOthers: true,
  },
  {
    does: 'reads data and writes it anew',
    breakLog: ({ log }) => ({
      append: (transaction, events, session) =>
        log.append(
          transaction,
          events.map(({ event, owned }) => ({
            event: { ...event, data: JSON.stringify(JSON.parse(event.data)) },
            owned,
          })),
          session,
        ),
    }),
    fails: ['data comes out as it went in, to the byte'],
  },
  {
    does: 'cuts data at 1,000,000 characters',
    breakLog: ({ log }) => ({
      append: (transaction, events, session) =>
        log.append(
          transaction,
          events.map(({ event, owned }) => ({
            event: { ...event, data: event.data.slice(0, 1_000_000) },
            owned,
          })),
          session,
        ),
    }),
    fails: ['data of 1 MB comes out as it went in, also many of them in one unit of work'],
  },
  {
    does: 'stores the topic as the type',
    breakLog: ({ log }) => ({
      append: (transaction, events, session) =>
        log.append(
          transaction,
          events.map(({ event, owned }) => ({ event: { ...event, type: event.topic }, owned })),
          session,
        ),
    }),
    fails: ['headers, key, topic, type, source and time come out as they went in'],
  },
  {
    does: 'keeps a reference to what the caller may change',
    breakLog: ({ log }) => {
      const references = new Map<string, Readonly<Record<string, string>>>()
      return {
        append: (transaction, events, session) => {
          for (const { event } of events) references.set(event.id, event.headers)
          return log.append(transaction, events, session)
        },
        claim: async (request) => {
          const { events, undecodable } = await log.claim(request)
          return {
            events: events.map((row) => ({
              ...row,
              event: { ...row.event, headers: references.get(row.event.id) ?? row.event.headers },
            })),
            undecodable,
          }
        },
      }
    },
    fails: [
      'what the caller changes after the append is not stored',
      'a replayed event carries the time of its replay as its delivery date',
      'the delivery date of a replay stays, whatever becomes of the event',
      'each replay sets a delivery date of its own',
    ],
  },
  {
    does: 'lists exhausted events without their key',
    breakLog: ({ log }) => ({
      listExhausted: async (page) =>
        (await log.listExhausted(page)).map((row) => ({
          ...row,
          event: { ...row.event, key: null },
        })),
    }),
    fails: [
      'an exhausted event comes out as it went in',
      'what is stored of a replayed event stays as it was',
    ],
  },
]

const ignored = { afterCommit: () => {}, afterRollback: () => {}, beforeCommit: () => {} }

function committed(): Transaction {
  return { ...ignored, root: { state: 'committed' } } as unknown as Transaction
}

/** Listens to the transaction's end, and not to that of the frame. */
function wholeOf({ root }: Transaction): Transaction {
  return { ...ignored, root } as unknown as Transaction
}

const births = new WeakMap<InMemoryTables, Set<number>>()

function uncountBirths(tables: InMemoryTables): void {
  const seen = births.get(tables) ?? new Set()
  births.set(tables, seen)
  for (const [sequence, row] of tables.queue) {
    if (!seen.has(sequence) && row.session !== null) {
      tables.queue.set(sequence, { ...row, attempts: row.attempts - 1 })
    }
    seen.add(sequence)
  }
}
