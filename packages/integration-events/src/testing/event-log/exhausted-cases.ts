import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import type { EventSelection } from '../../contracts/event-log.ts'
import { EventSelectionError } from '../../errors/index.ts'
import { asPublished } from './delivery-dates.ts'
import type { EventLogCase } from './event-log-case.ts'
import {
  claim,
  exhaust,
  expectRows,
  idsOf,
  openSession,
  outgoingEvent,
  outgoingEvents,
  publish,
  sequencesOf,
  settleAll,
} from './scene.ts'

const orders = 'orders.placed'
const invoices = "the invoices' topic"

export const exhaustedCases: readonly EventLogCase[] = [
  {
    name: 'waiting events are made due by id, by topic or all at once',
    async check(harness) {
      const { log } = harness
      const session = await openSession(log)
      const topics = [orders, orders, invoices, orders, invoices]
      const events = topics.map((topic) => outgoingEvent({ topic }))
      const sequences = sequencesOf(await publish(harness, events, session))
      const [first, second, third, fourth, fifth] = sequences
      const wait = { outcome: 'retry', delay: 3_600_000, error: 'busy' } as const
      await settleAll(log, session, sequences, wait)
      const unknown = '00000000-0000-4000-8000-000000000000'
      equal(await log.requeue({ ids: [events[0]!.id, events[2]!.id, unknown] }), 2)
      equal(await log.requeue({ ids: [unknown] }), 0)
      const requeued = await claim(log, session)
      deepEqual(sequencesOf(requeued), [first, third])
      deepEqual(
        requeued.map(({ attempts, lastError }) => [attempts, lastError]),
        [
          [2, 'busy'],
          [2, 'busy'],
        ],
      )
      equal(await log.requeue({ topic: invoices }), 1)
      deepEqual(sequencesOf(await claim(log, session)), [fifth])
      equal(await log.requeue({ all: true }), 2)
      deepEqual(sequencesOf(await claim(log, session)), [second, fourth])
      equal(await log.requeue({ all: true }), 0)
    },
  },
  {
    name: 'exhausted events are listed with their last error and attempts, page by page',
    async check(harness) {
      const { log } = harness
      const events = outgoingEvents(5)
      const sequences = await exhaust(harness, events, "it's refused")
      const first = await log.listExhausted({ limit: 2 })
      const second = await log.listExhausted({ limit: 2, after: sequences[1]! })
      const third = await log.listExhausted({ limit: 2, after: sequences[3]! })
      const listed = [...first, ...second, ...third]
      deepEqual([first.length, second.length, third.length], [2, 2, 1])
      deepEqual(sequencesOf(listed), sequences)
      for (const [index, { event, attempts, lastError, exhaustedAt }] of listed.entries()) {
        deepEqual(
          { event, attempts, lastError },
          { event: events[index], attempts: 1, lastError: "it's refused" },
        )
        ok(Number.isSafeInteger(exhaustedAt) && exhaustedAt > 0)
      }
      deepEqual(await log.listExhausted({ limit: 2, after: sequences[4]! }), [])
    },
  },
  {
    name: 'exhausted events are listed by topic',
    async check(harness) {
      const { log } = harness
      const topics = [orders, invoices, orders, invoices]
      const sequences = await exhaust(
        harness,
        topics.map((topic) => outgoingEvent({ topic })),
      )
      const listed = await log.listExhausted({ limit: 10, topic: invoices })
      deepEqual(sequencesOf(listed), [sequences[1], sequences[3]])
      const rest = await log.listExhausted({ limit: 10, topic: invoices, after: sequences[1]! })
      deepEqual(sequencesOf(rest), [sequences[3]])
    },
  },
  {
    name: 'a replayed event is the same event, with its attempts counted anew',
    async check(harness) {
      const { log } = harness
      const event = outgoingEvent({ headers: { tenant: 'a' }, key: 'k' })
      const [sequence] = await exhaust(harness, [event])
      equal(await log.replayExhausted({ ids: [event.id] }), 1)
      await expectRows(harness, { log: [sequence!], queue: [sequence!] })
      const session = await openSession(log)
      const claimed = await claim(log, session)
      deepEqual(
        claimed.map((row) => [asPublished(row.event), row.attempts]),
        [[event, 1]],
      )
      await settleAll(log, session, [sequence!], { outcome: 'published' })
      await expectRows(harness, { log: [sequence!] })
    },
  },
  {
    name: 'exhausted events are replayed by id, by topic or all at once',
    async check(harness) {
      const { log } = harness
      const topics = [orders, invoices, orders, invoices, orders]
      const events = topics.map((topic) => outgoingEvent({ topic }))
      const sequences = await exhaust(harness, events)
      const [first, second, third, fourth, fifth] = sequences
      const session = await openSession(log)
      const replay = async (selection: EventSelection): Promise<readonly number[]> => {
        const count = await log.replayExhausted(selection)
        const claimed = sequencesOf(await claim(log, session))
        equal(claimed.length, count)
        return claimed
      }
      deepEqual(await replay({ ids: [events[0]!.id, events[3]!.id] }), [first, fourth])
      deepEqual(await replay({ topic: invoices }), [second])
      deepEqual(await replay({ all: true }), [third, fifth])
      deepEqual(await replay({ all: true }), [])
    },
  },
  {
    name: 'discarded events are closed with the reason, and never come back',
    async check(harness) {
      const { log } = harness
      const events = [
        ...outgoingEvents(2),
        outgoingEvent({ topic: invoices }),
        ...outgoingEvents(1),
      ]
      const sequences = await exhaust(harness, events)
      const [first, second, third, fourth] = sequences
      equal(await log.discardExhausted({ ids: [events[1]!.id] }, "the order's gone"), 1)
      equal(await log.discardExhausted({ topic: invoices }, 'sent by mail'), 1)
      await expectRows(harness, {
        log: sequences,
        exhausted: [first!, fourth!],
        closed: [second!, third!],
      })
      const { closed } = await harness.rows()
      deepEqual(
        closed.map(({ id, reason }) => [id, reason]),
        [
          [events[1]!.id, "the order's gone"],
          [events[2]!.id, 'sent by mail'],
        ],
      )
      equal(await log.replayExhausted({ ids: [events[1]!.id] }), 0)
      equal(await log.discardExhausted({ ids: [events[1]!.id] }, 'again'), 0)
      deepEqual(idsOf(await log.listExhausted({ limit: 10 })), [events[0]!.id, events[3]!.id])
      equal(await log.discardExhausted({ all: true }, 'cleaning up'), 2)
      await expectRows(harness, { log: sequences, closed: sequences })
      deepEqual(await claim(log, await openSession(log)), [])
    },
  },
  {
    name: 'operations on exhausted events leave all others alone',
    async check(harness) {
      const { log } = harness
      const session = await openSession(log)
      const sequences = sequencesOf(await publish(harness, outgoingEvents(3), session))
      const [pending, waiting, published] = sequences
      await log.settle(session, [
        { sequence: pending!, outcome: 'released' },
        { sequence: waiting!, outcome: 'retry', delay: 3_600_000, error: 'busy' },
        { sequence: published!, outcome: 'published' },
      ])
      const [exhausted] = await exhaust(harness, outgoingEvents(1))
      const rows = { log: [...sequences, exhausted!], queue: [pending!] }
      const { log: stored } = await harness.rows()
      const ids = stored.map(({ id }) => id!)
      equal(await log.discardExhausted({ topic: 'never heard of' }, 'none'), 0)
      equal(await log.replayExhausted({ topic: 'never heard of' }), 0)
      await expectRows(harness, { ...rows, waiting: [waiting!], exhausted: [exhausted!] })
      equal(await log.discardExhausted({ ids }, 'only the exhausted one'), 1)
      await expectRows(harness, { ...rows, waiting: [waiting!], closed: [exhausted!] })
      equal(await log.requeue({ ids }), 1)
      const queue = [pending!, waiting!]
      await expectRows(harness, { ...rows, queue, closed: [exhausted!] })
    },
  },
  {
    name: 'a selection that selects nothing is refused, and nothing is changed',
    async check(harness) {
      const { log } = harness
      const [sequence] = await exhaust(harness, outgoingEvents(1))
      // What plain JavaScript may pass; an empty filter must never mean everything.
      for (const selection of [{ ids: [] }, {} as EventSelection]) {
        const refused = (error: unknown): boolean => EventSelectionError.isInstance(error)
        await rejects(() => log.requeue(selection), refused)
        await rejects(() => log.replayExhausted(selection), refused)
        await rejects(() => log.discardExhausted(selection, 'a slip'), refused)
      }
      await expectRows(harness, { log: [sequence!], exhausted: [sequence!] })
    },
  },
]
