import type { ClaimedEvent, EventLog } from '../../src/contracts/event-log.ts'
import { withDeliveryDate } from '../../src/event/delivery-date.ts'
import type { InMemoryTables } from '../../src/in-memory/in-memory-tables.ts'
import type { BrokenEventLog } from './broken-event-log.ts'
import { changeQueue } from './broken-claims.ts'

const never = 'an event that was never replayed has no delivery date, whatever became of it'
const ofReplay = 'a replayed event carries the time of its replay as its delivery date'
const stays = 'the delivery date of a replay stays, whatever becomes of the event'
const ofItsOwn = 'each replay sets a delivery date of its own'
const noOther = 'a replay dates no other event'
const stored = 'what is stored of a replayed event stays as it was'

export const brokenDeliveryDates: readonly BrokenEventLog[] = [
  {
    does: 'dates every event',
    breakLog: ({ log, tables }) => claiming(log, (row) => dated(row, tables.now())),
    fails: [never, noOther],
    andOthers: true,
  },
  {
    does: 'dates no replay',
    breakLog: ({ log, tables }) => replaying(log, tables, () => null),
    fails: [ofReplay, stays, ofItsOwn],
  },
  {
    does: 'dates a replay by when the event was given up',
    breakLog: ({ log, tables }) => ({
      replayExhausted: async (selection) => {
        const exhausted = new Map(tables.exhausted)
        const count = await log.replayExhausted(selection)
        for (const [sequence, { exhaustedAt }] of exhausted) {
          const row = tables.queue.get(sequence)
          if (row !== undefined) tables.queue.set(sequence, { ...row, deliveryDate: exhaustedAt })
        }
        return count
      },
    }),
    fails: [ofReplay, ofItsOwn],
  },
  {
    does: 'says a date in milliseconds',
    breakLog: ({ log }) =>
      claiming(log, ({ event, ...row }) => {
        const { deliverydate } = event.headers
        if (deliverydate === undefined) return { ...row, event }
        const headers = { ...event.headers, deliverydate: `${Date.parse(deliverydate)}` }
        return { ...row, event: { ...event, headers } }
      }),
    fails: [ofReplay, stays, ofItsOwn, noOther],
  },
  {
    does: 'loses the delivery date with a retry',
    breakLog: (insides) => ({
      settle: async (session, settlements) => {
        const result = await insides.log.settle(session, settlements)
        const { waiting } = insides.tables
        for (const [sequence, row] of waiting) waiting.set(sequence, { ...row, deliveryDate: null })
        return result
      },
    }),
    fails: [stays],
  },
  {
    does: 'loses the delivery date of what is given back',
    breakLog: (insides) => ({
      settle: async (session, settlements) => {
        const result = await insides.log.settle(session, settlements)
        changeQueue(insides.tables, (row) =>
          row.session === null ? { ...row, deliveryDate: null } : row,
        )
        return result
      },
    }),
    fails: [ofReplay, stays],
  },
  {
    does: 'hands out a suspect without its delivery date',
    breakLog: ({ log }) => ({
      claimSuspect: async (request) => {
        const suspect = await log.claimSuspect(request)
        if (suspect === undefined || !('event' in suspect)) return suspect
        const { deliverydate: _, ...headers } = suspect.event.headers
        return { ...suspect, event: { ...suspect.event, headers } }
      },
    }),
    fails: [stays],
  },
  {
    does: 'keeps the delivery date of the first replay',
    breakLog: ({ log, tables }) => {
      let first: number | undefined
      return replaying(log, tables, (date) => (first ??= date))
    },
    fails: [ofItsOwn],
  },
  {
    does: 'dates whatever is pending with a replay',
    breakLog: (insides) => ({
      replayExhausted: async (selection) => {
        const count = await insides.log.replayExhausted(selection)
        const { tables } = insides
        changeQueue(tables, (row) => ({ ...row, deliveryDate: tables.now() }))
        return count
      },
    }),
    fails: [noOther],
  },
  {
    does: 'writes the delivery date into what is stored',
    breakLog: ({ log, tables }) => ({
      replayExhausted: async (selection) => {
        const replayed = new Set(tables.exhausted.keys())
        const count = await log.replayExhausted(selection)
        for (const sequence of replayed) {
          if (tables.exhausted.has(sequence)) continue
          const row = tables.log.get(sequence)!
          if (row.headers === '{') continue
          const deliverydate = new Date(tables.now()).toISOString()
          const headers = { ...(JSON.parse(row.headers) as object), deliverydate }
          tables.log.set(sequence, { ...row, headers: JSON.stringify(headers) })
        }
        return count
      },
    }),
    fails: [stored],
  },
]

/** Dates what a replay has put into the queue in another way. */
function replaying(
  log: EventLog,
  tables: InMemoryTables,
  date: (replayed: number) => number | null,
): Partial<EventLog> {
  return {
    replayExhausted: async (selection) => {
      const exhausted = new Set(tables.exhausted.keys())
      const count = await log.replayExhausted(selection)
      for (const sequence of exhausted) {
        const row = tables.queue.get(sequence)
        if (row === undefined) continue
        tables.queue.set(sequence, { ...row, deliveryDate: date(row.deliveryDate!) })
      }
      return count
    },
  }
}

/** Hands out something else than was claimed. */
function claiming(log: EventLog, replace: (row: ClaimedEvent) => ClaimedEvent): Partial<EventLog> {
  return {
    claim: async (request) => {
      const claimed = await log.claim(request)
      return { ...claimed, events: claimed.events.map(replace) }
    },
  }
}

function dated({ event, ...row }: ClaimedEvent, date: number): ClaimedEvent {
  return { ...row, event: withDeliveryDate(event, date) }
}
