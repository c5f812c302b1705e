import { deepEqual, equal, ok } from 'node:assert/strict'
import type { EventLogStats } from '../../contracts/event-log.ts'
import type { EventLogCase } from './event-log-case.ts'
import {
  declareDead,
  exhaust,
  openSession,
  outgoingEvents,
  publish,
  sequencesOf,
  settleAll,
} from './scene.ts'

const nothing: Omit<EventLogStats, 'oldestPendingAge'> = {
  pending: 0,
  inProgress: 0,
  waiting: 0,
  exhausted: 0,
  closed: 0,
}

export const statsCases: readonly EventLogCase[] = [
  {
    name: 'an empty log counts nothing',
    async check({ log }) {
      deepEqual(await log.stats(), { ...nothing, oldestPendingAge: null })
    },
  },
  {
    name: 'events are counted in the state in which they stand',
    async check(harness) {
      const { log } = harness
      const session = await openSession(log)
      await publish(harness, outgoingEvents(1))
      const owned = sequencesOf(await publish(harness, outgoingEvents(6), session))
      await settleAll(log, session, owned.slice(0, 1), { outcome: 'published' })
      const wait = { outcome: 'retry', delay: 3_600_000, error: 'busy' } as const
      await settleAll(log, session, owned.slice(1, 4), wait)
      const exhausted = outgoingEvents(9)
      await exhaust(harness, exhausted)
      await log.discardExhausted({ ids: exhausted.slice(0, 5).map(({ id }) => id) }, 'enough')
      const { oldestPendingAge: _, ...counts } = await log.stats()
      deepEqual(counts, { pending: 1, inProgress: 2, waiting: 3, exhausted: 4, closed: 5 })
    },
  },
  {
    name: 'events of a session that has ended or died are pending',
    async check(harness) {
      const { log } = harness
      const ending = await openSession(log)
      await publish(harness, outgoingEvents(2), ending)
      await log.endSession(ending)
      const { oldestPendingAge: _, ...ended } = await log.stats()
      deepEqual(ended, { ...nothing, pending: 2 })
      await publish(harness, outgoingEvents(3), await openSession(log))
      await declareDead(harness, log)
      const { oldestPendingAge: __, ...died } = await log.stats()
      deepEqual(died, { ...nothing, pending: 5 })
    },
  },
  {
    name: 'the age is that of the oldest event that is pending, since it was stored',
    async check(harness) {
      const { log } = harness
      const session = await openSession(log)
      const owned = sequencesOf(await publish(harness, outgoingEvents(1), session))
      await harness.advance(3_600_000)
      equal((await log.stats()).oldestPendingAge, null)
      await publish(harness, outgoingEvents(1))
      await harness.advance(60_000)
      await publish(harness, outgoingEvents(1))
      await within(harness.log, 60_000)
      await settleAll(log, session, owned, { outcome: 'released' })
      await within(harness.log, 3_660_000)
    },
  },
]

/** Demands an age of so many milliseconds, and leaves a slow machine half a minute more. */
async function within(
  log: { stats(): Promise<EventLogStats> },
  milliseconds: number,
): Promise<void> {
  const { oldestPendingAge: age } = await log.stats()
  ok(age !== null && age >= milliseconds && age < milliseconds + 30_000, `an age of ${age} ms`)
}
