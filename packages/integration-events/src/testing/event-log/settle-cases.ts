import { deepEqual, equal, ok } from 'node:assert/strict'
import type { EventLogCase } from './event-log-case.ts'
import {
  claim,
  expectRows,
  openSession,
  outgoingEvent,
  outgoingEvents,
  publish,
  sequencesOf,
  settleAll,
} from './scene.ts'

export const settleCases: readonly EventLogCase[] = [
  {
    name: 'what was published leaves the queue and stays in the log',
    async check(harness) {
      const { log } = harness
      const session = await openSession(log)
      const sequences = sequencesOf(await publish(harness, outgoingEvents(3), session))
      await settleAll(log, session, sequences.slice(0, 2), { outcome: 'published' })
      await expectRows(harness, { log: sequences, queue: sequences.slice(2) })
      await log.endSession(session)
      const rest = await claim(log, await openSession(log))
      deepEqual(sequencesOf(rest), sequences.slice(2))
    },
  },
  {
    name: 'a retry waits for its delay, and is claimed after it with its error and next attempt',
    async check(harness) {
      const { log } = harness
      const session = await openSession(log)
      const sequences = sequencesOf(await publish(harness, outgoingEvents(1), session))
      for (const attempt of [1, 2, 3]) {
        const error = `the broker said no, ${attempt}`
        await settleAll(log, session, sequences, { outcome: 'retry', delay: 60_000, error })
        await expectRows(harness, { log: sequences, waiting: sequences })
        deepEqual(await claim(log, session), [])
        await harness.advance(30_000)
        deepEqual(await claim(log, session), [])
        await harness.advance(30_001)
        const [event] = await claim(log, session)
        deepEqual([event?.attempts, event?.lastError], [attempt + 1, error])
        await expectRows(harness, { log: sequences, queue: sequences })
      }
    },
  },
  {
    name: 'each retry waits for its own delay',
    async check(harness) {
      const { log } = harness
      const session = await openSession(log)
      const sequences = sequencesOf(await publish(harness, outgoingEvents(3), session))
      const delays = [60_000, 0, 30_000]
      await log.settle(
        session,
        sequences.map((sequence, index) => ({
          sequence,
          outcome: 'retry',
          delay: delays[index]!,
          error: 'busy',
        })),
      )
      const [first, second, third] = sequences
      deepEqual(sequencesOf(await claim(log, session)), [second])
      await harness.advance(30_001)
      deepEqual(sequencesOf(await claim(log, session)), [third])
      await harness.advance(30_001)
      deepEqual(sequencesOf(await claim(log, session)), [first])
    },
  },
  {
    name: 'what is exhausted is never claimed again',
    async check(harness) {
      const { log } = harness
      const session = await openSession(log)
      const sequences = sequencesOf(await publish(harness, outgoingEvents(2), session))
      await settleAll(log, session, sequences, { outcome: 'exhausted', error: 'refused' })
      await expectRows(harness, { log: sequences, exhausted: sequences })
      await harness.advance(60_000)
      deepEqual(await claim(log, session), [])
      equal(await log.claimSuspect({ session, limit: 1 }), undefined)
    },
  },
  {
    name: 'what is released is pending at once, with its attempt given back',
    async check(harness) {
      const { log, secondLog } = harness
      const sequences = sequencesOf(await publish(harness, outgoingEvents(2)))
      const other = await openSession(secondLog)
      for (let round = 0; round < 3; round++) {
        const session = await openSession(log)
        const claimed = await claim(log, session)
        deepEqual(
          claimed.map(({ attempts }) => attempts),
          [1, 1],
        )
        await settleAll(log, session, sequences, { outcome: 'released' })
        await expectRows(harness, { log: sequences, queue: sequences })
      }
      deepEqual(sequencesOf(await claim(secondLog, other)), sequences)
    },
  },
  {
    name: 'what was born owned and released comes as its first attempt again',
    async check(harness) {
      const { log } = harness
      const session = await openSession(log)
      const sequences = sequencesOf(await publish(harness, outgoingEvents(1), session))
      await settleAll(log, session, sequences, { outcome: 'released' })
      deepEqual(
        (await claim(log, session)).map(({ attempts }) => attempts),
        [1],
      )
    },
  },
  {
    name: 'the last error is kept when an event is given back untried',
    async check(harness) {
      const { log } = harness
      const session = await openSession(log)
      const sequences = sequencesOf(await publish(harness, outgoingEvents(1), session))
      await settleAll(log, session, sequences, { outcome: 'retry', delay: 0, error: 'busy' })
      await claim(log, session)
      await settleAll(log, session, sequences, { outcome: 'released' })
      const [event] = await claim(log, session)
      deepEqual([event?.attempts, event?.lastError], [2, 'busy'])
    },
  },
  {
    name: 'one call settles many events, each with its own outcome',
    async check(harness) {
      const { log } = harness
      const session = await openSession(log)
      const sequences = sequencesOf(await publish(harness, outgoingEvents(1_000), session))
      const part = (index: number): number[] => sequences.filter((_, at) => at % 4 === index)
      const result = await log.settle(
        session,
        sequences.map((sequence, index) => {
          if (index % 4 === 0) return { sequence, outcome: 'published' }
          if (index % 4 === 1) return { sequence, outcome: 'retry', delay: 60_000, error: 'busy' }
          if (index % 4 === 2) return { sequence, outcome: 'exhausted', error: `no ${index}` }
          return { sequence, outcome: 'released' }
        }),
      )
      deepEqual(result, { lost: 0 })
      await expectRows(harness, {
        log: sequences,
        waiting: part(1),
        exhausted: part(2),
        queue: part(3),
      })
      const [, second] = await log.listExhausted({ limit: 2 })
      equal(second?.lastError, 'no 6')
    },
  },
  {
    name: 'a session settles only what it owns, and is told how many it does not',
    async check(harness) {
      const { log, secondLog } = harness
      const session = await openSession(log)
      const other = await openSession(secondLog)
      const [mine] = sequencesOf(await publish(harness, outgoingEvents(1), session))
      const [theirs] = sequencesOf(await publish(harness, outgoingEvents(1), other))
      const [nobodys] = sequencesOf(await publish(harness, outgoingEvents(1)))
      const result = await log.settle(
        session,
        [theirs!, nobodys!, nobodys! + 1_000, mine!].map((sequence) => ({
          sequence,
          outcome: 'published',
        })),
      )
      deepEqual(result, { lost: 3 })
      await expectRows(harness, { log: [mine!, theirs!, nobodys!], queue: [theirs!, nobodys!] })
      await settleAll(secondLog, other, [theirs!], { outcome: 'published' })
    },
  },
  {
    name: 'what was settled once is not settled again',
    async check(harness) {
      const { log } = harness
      const session = await openSession(log)
      const sequences = sequencesOf(await publish(harness, outgoingEvents(3), session))
      const [published, retried, exhausted] = sequences
      await log.settle(session, [
        { sequence: published!, outcome: 'published' },
        { sequence: retried!, outcome: 'retry', delay: 60_000, error: 'busy' },
        { sequence: exhausted!, outcome: 'exhausted', error: 'refused' },
      ])
      for (const outcome of ['released', 'published'] as const) {
        const again = await log.settle(
          session,
          sequences.map((sequence) => ({ sequence, outcome })),
        )
        deepEqual(again, { lost: 3 })
      }
      await expectRows(harness, { log: sequences, waiting: [retried!], exhausted: [exhausted!] })
    },
  },
  {
    name: 'settling nothing loses nothing',
    async check({ log }) {
      deepEqual(await log.settle(await openSession(log), []), { lost: 0 })
    },
  },
  {
    name: 'no text of an error keeps an event from being settled',
    async check(harness) {
      const { log } = harness
      const session = await openSession(log)
      const errors = [
        `it's "refused" ? $1 :name \\ \u{1F9FE}`,
        'broken off here\u0000and on it goes',
        'broken in half \ud800',
        'long '.repeat(20_000),
        '',
      ]
      const events = errors.map(() => outgoingEvent())
      const sequences = sequencesOf(await publish(harness, events, session))
      for (const outcome of ['retry', 'exhausted'] as const) {
        const settlements = sequences.map((sequence, index) =>
          outcome === 'retry'
            ? { sequence, outcome, delay: 0, error: errors[index]! }
            : { sequence, outcome, error: errors[index]! },
        )
        deepEqual(await log.settle(session, settlements), { lost: 0 })
        const kept =
          outcome === 'retry' ? await claim(log, session) : await log.listExhausted({ limit: 10 })
        deepEqual(sequencesOf(kept), sequences)
        equal(kept[0]?.lastError, errors[0])
        for (const [index, { lastError }] of kept.entries()) {
          ok(lastError?.startsWith(errors[index]!.slice(0, 14)))
        }
      }
    },
  },
]
