import type { EventSelection } from '../../src/contracts/event-log.ts'
import { EventSelectionError } from '../../src/errors/index.ts'
import type { BrokenEventLog } from './broken-event-log.ts'

export const brokenOperations: readonly BrokenEventLog[] = [
  {
    does: 'is open to every application',
    breakLog: (insides) => ({
      open: (options) => {
        insides.tables.owner = options.source
        return insides.log.open(options)
      },
    }),
    fails: ['open refuses another application than the one that opened the log first'],
  },
  {
    does: 'has another identity at each opening',
    breakLog: ({ log }) => ({
      open: async (options) => ({ ...(await log.open(options)), id: crypto.randomUUID() }),
    }),
    fails: ['open tells the identity of the store, the same to every replica'],
  },
  {
    does: 'has the same identity as every other log',
    breakLog: ({ log }) => ({
      open: async (options) => ({ ...(await log.open(options)), id: 'event-log' }),
    }),
    fails: ['two stores have two identities'],
  },
  {
    does: 'takes an empty selection for everything',
    breakLog: ({ log }) => ({
      requeue: (selection) => log.requeue(orEverything(selection)),
      replayExhausted: (selection) => log.replayExhausted(orEverything(selection)),
      discardExhausted: (selection, reason) =>
        log.discardExhausted(orEverything(selection), reason),
    }),
    fails: ['a selection that selects nothing is refused, and nothing is changed'],
  },
  {
    does: 'takes an empty selection for nothing',
    breakLog: ({ log }) => {
      const nothing = async (operation: () => Promise<number>): Promise<number> => {
        try {
          return await operation()
        } catch (error) {
          if (EventSelectionError.isInstance(error)) return 0
          throw error
        }
      }
      return {
        requeue: (selection) => nothing(() => log.requeue(selection)),
        replayExhausted: (selection) => nothing(() => log.replayExhausted(selection)),
        discardExhausted: (selection, reason) =>
          nothing(() => log.discardExhausted(selection, reason)),
      }
    },
    fails: ['a selection that selects nothing is refused, and nothing is changed'],
  },
  {
    does: 'requeues everything, whatever was selected',
    breakLog: ({ log }) => ({
      requeue: async (selection) => {
        const selected = await log.requeue(selection)
        await log.requeue({ all: true })
        return selected
      },
    }),
    fails: ['waiting events are made due by id, by topic or all at once'],
  },
  {
    does: 'replays everything, whatever was selected',
    breakLog: ({ log }) => ({
      replayExhausted: async (selection) => {
        const selected = await log.replayExhausted(selection)
        if (selected > 0) await log.replayExhausted({ all: true })
        return selected
      },
    }),
    fails: [
      'exhausted events are replayed by id, by topic or all at once',
      'an exhausted event that cannot be read hides no other, and can be replayed and discarded',
    ],
  },
  {
    does: 'replays an event under another id',
    breakLog: (insides) => ({
      replayExhausted: async (selection) => {
        const { tables, log } = insides
        const exhausted = [...tables.exhausted.keys()]
        const replayed = await log.replayExhausted(selection)
        for (const sequence of exhausted) {
          if (tables.exhausted.has(sequence)) continue
          tables.log.set(sequence, { ...tables.log.get(sequence)!, id: crypto.randomUUID() })
        }
        return replayed
      },
    }),
    fails: [
      'a replayed event is the same event, with its attempts counted anew',
      'each replay sets a delivery date of its own',
      'what is stored of a replayed event stays as it was',
    ],
  },
  {
    does: 'replays an event with its old attempts',
    breakLog: (insides) => ({
      replayExhausted: async (selection) => {
        const { tables, log } = insides
        const exhausted = new Map(tables.exhausted)
        const replayed = await log.replayExhausted(selection)
        for (const [sequence, { attempts }] of exhausted) {
          const row = tables.queue.get(sequence)
          if (row !== undefined) tables.queue.set(sequence, { ...row, attempts })
        }
        return replayed
      },
    }),
    fails: [
      'a replayed event is the same event, with its attempts counted anew',
      'an exhausted event that cannot be read hides no other, and can be replayed and discarded',
    ],
  },
  {
    does: 'leaves a replayed event among the exhausted',
    breakLog: (insides) => ({
      replayExhausted: async (selection) => {
        const exhausted = new Map(insides.tables.exhausted)
        const replayed = await insides.log.replayExhausted(selection)
        for (const [sequence, row] of exhausted) insides.tables.exhausted.set(sequence, row)
        return replayed
      },
    }),
    fails: [
      'a replayed event is the same event, with its attempts counted anew',
      'exhausted events are replayed by id, by topic or all at once',
    ],
  },
  {
    does: 'replays what was discarded',
    breakLog: (insides) => ({
      replayExhausted: async (selection) => {
        const { tables, log } = insides
        for (const [sequence] of tables.closed) {
          tables.closed.delete(sequence)
          const row = { exhaustedAt: tables.now(), attempts: 1, lastError: '' }
          tables.exhausted.set(sequence, row)
        }
        return await log.replayExhausted(selection)
      },
    }),
    fails: ['discarded events are closed with the reason, and never come back'],
  },
  {
    does: 'forgets why an event was discarded',
    breakLog: ({ log }) => ({
      discardExhausted: (selection) => log.discardExhausted(selection, 'discarded'),
    }),
    fails: ['discarded events are closed with the reason, and never come back'],
  },
  {
    does: 'deletes what was discarded',
    breakLog: (insides) => ({
      discardExhausted: async (selection, reason) => {
        const discarded = await insides.log.discardExhausted(selection, reason)
        for (const [sequence] of insides.tables.closed) {
          insides.tables.closed.delete(sequence)
          insides.tables.log.delete(sequence)
        }
        return discarded
      },
    }),
    fails: [
      'discarded events are closed with the reason, and never come back',
      'operations on exhausted events leave all others alone',
      'events are counted in the state in which they stand',
      'a closed event is kept for a while after it was closed, and then deleted',
    ],
  },
  {
    does: 'discards what is pending, too',
    breakLog: (insides) => ({
      discardExhausted: async (selection, reason) => {
        const { tables, log } = insides
        const ids = 'ids' in selection ? selection.ids : []
        for (const [sequence] of tables.queue) {
          if (!ids.includes(tables.log.get(sequence)!.id)) continue
          tables.queue.delete(sequence)
          tables.closed.set(sequence, { closedAt: tables.now(), reason })
        }
        return await log.discardExhausted(selection, reason)
      },
    }),
    fails: ['operations on exhausted events leave all others alone'],
  },
  {
    does: 'lists the first page again and again',
    breakLog: ({ log }) => ({
      listExhausted: ({ after: _, ...page }) => log.listExhausted(page),
    }),
    fails: [
      'exhausted events are listed with their last error and attempts, page by page',
      'exhausted events are listed by topic',
    ],
  },
  {
    does: 'lists every topic',
    breakLog: ({ log }) => ({
      listExhausted: ({ topic: _, ...page }) => log.listExhausted(page),
    }),
    fails: ['exhausted events are listed by topic'],
  },
  {
    does: 'lists without a limit',
    breakLog: ({ log }) => ({
      listExhausted: (page) => log.listExhausted({ ...page, limit: 10_000 }),
    }),
    fails: ['exhausted events are listed with their last error and attempts, page by page'],
  },
  {
    does: 'fails to list when an exhausted event cannot be read',
    breakLog: (insides) => ({
      listExhausted: (page) => {
        for (const [sequence] of insides.tables.exhausted) {
          JSON.parse(insides.tables.log.get(sequence)!.headers)
        }
        return insides.log.listExhausted(page)
      },
    }),
    fails: [
      'an exhausted event that cannot be read hides no other, and can be replayed and discarded',
    ],
  },
]

function orEverything(selection: EventSelection): EventSelection {
  const empty =
    'ids' in selection ? selection.ids.length === 0 : Object.keys(selection).length === 0
  return empty ? { all: true } : selection
}
