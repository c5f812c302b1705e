import { deepEqual, equal, fail, ok } from 'node:assert/strict'
import type { ExpireRequest, Sequence } from '../../contracts/event-log.ts'
import type { EventLogHarness } from '../event-log-harness.ts'
import type { EventLogCase } from './event-log-case.ts'
import {
  claim,
  day,
  declareDead,
  exhaust,
  expectRows,
  openSession,
  outgoingEvents,
  publish,
  sequencesOf,
  settleAll,
} from './scene.ts'

const request: ExpireRequest = { published: day, exhausted: null, limit: 1_000 }

export const expiryCases: readonly EventLogCase[] = [
  {
    name: 'published events are deleted past their date, and not before',
    async check(harness) {
      const { log } = harness
      const old = await published(harness, 3)
      await harness.advance(day - 60_000)
      deepEqual(await log.deleteExpired(request), { deleted: 0, more: false })
      const young = await published(harness, 2)
      await harness.advance(60_001)
      deepEqual(await log.deleteExpired(request), { deleted: old.length, more: false })
      await expectRows(harness, { log: young })
    },
  },
  {
    name: 'an event that is not published is never deleted, however old',
    async check(harness) {
      const { log } = harness
      const pending = sequencesOf(await publish(harness, outgoingEvents(2)))
      const session = await openSession(log)
      const owned = sequencesOf(await publish(harness, outgoingEvents(2), session))
      const waiting = sequencesOf(await publish(harness, outgoingEvents(2), session))
      const wait = { outcome: 'retry', delay: 1_000 * day, error: 'busy' } as const
      await settleAll(log, session, waiting, wait)
      const exhausted = await exhaust(harness, outgoingEvents(2))
      await harness.advance(100 * day)
      deepEqual(await log.deleteExpired(request), { deleted: 0, more: false })
      await expectRows(harness, {
        log: [...pending, ...owned, ...waiting, ...exhausted],
        queue: [...pending, ...owned],
        waiting,
        exhausted,
      })
      equal((await claim(log, session)).length, 2)
    },
  },
  {
    name: 'the cleaning is bounded by its limit, and says whether there is more',
    async check(harness) {
      const { log } = harness
      const sequences = await published(harness, 5)
      await harness.advance(2 * day)
      const { deleted, more } = await log.deleteExpired({ ...request, limit: 2 })
      deepEqual({ deleted, more }, { deleted: 2, more: true })
      equal((await harness.rows()).log.length, 3)
      equal(await cleanUp(harness, { ...request, limit: 2 }), 3)
      await expectRows(harness, {})
      equal(sequences.length, 5)
    },
  },
  {
    name: 'unpublished events in front do not keep published ones from being deleted',
    async check(harness) {
      const pending = sequencesOf(await publish(harness, outgoingEvents(20)))
      await published(harness, 3)
      await harness.advance(2 * day)
      equal(await cleanUp(harness, { ...request, limit: 4 }), 3)
      await expectRows(harness, { log: pending, queue: pending })
    },
  },
  {
    name: 'exhausted events are deleted only when asked for, counted from when they were given up',
    async check(harness) {
      const { log } = harness
      const session = await openSession(log)
      const late = sequencesOf(await publish(harness, outgoingEvents(1), session))
      const early = await exhaust(harness, outgoingEvents(2))
      await harness.advance(3 * day)
      await settleAll(log, session, late, { outcome: 'exhausted', error: 'refused' })
      await log.deleteExpired({ ...request, exhausted: null })
      await expectRows(harness, { log: [...late, ...early], exhausted: [...late, ...early] })
      equal(await cleanUp(harness, { ...request, exhausted: 2 * day }), 2)
      await expectRows(harness, { log: late, exhausted: late })
      await harness.advance(2 * day + 1)
      equal(await cleanUp(harness, { ...request, exhausted: 2 * day }), 1)
      await expectRows(harness, {})
    },
  },
  {
    name: 'a closed event is kept for a while after it was closed, and then deleted',
    async check(harness) {
      const { log } = harness
      const sequences = await exhaust(harness, outgoingEvents(1))
      await harness.advance(10 * day)
      await log.discardExhausted({ all: true }, 'too late')
      await log.deleteExpired(request)
      await expectRows(harness, { log: sequences, closed: sequences })
      await harness.advance(day + 1)
      await cleanUp(harness, request)
      await expectRows(harness, {})
    },
  },
  {
    name: 'cleaning forgets no session whose events are still there',
    async check(harness) {
      const { log } = harness
      const session = await openSession(log)
      const sequences = sequencesOf(await publish(harness, outgoingEvents(1), session))
      await log.endSession(session)
      await harness.advance(30 * day)
      await cleanUp(harness, request)
      const next = await openSession(log)
      const claimed = await claim(log, next)
      deepEqual(
        claimed.map(({ sequence, attempts }) => [sequence, attempts]),
        [[sequences[0], 1]],
      )
    },
  },
  {
    name: 'cleaning makes no innocent of what was owned by a session that died',
    async check(harness) {
      const { log } = harness
      const dead = await openSession(log)
      const sequences = sequencesOf(await publish(harness, outgoingEvents(1), dead))
      await log.endSession(await declareDead(harness, log))
      await harness.advance(30 * day)
      await cleanUp(harness, request)
      const session = await openSession(log)
      deepEqual(await claim(log, session), [])
      const suspect = await log.claimSuspect({ session, limit: 1 })
      equal(suspect?.sequence, sequences[0])
    },
  },
]

async function published(harness: EventLogHarness, count: number): Promise<readonly Sequence[]> {
  const session = await openSession(harness.log)
  const sequences = sequencesOf(await publish(harness, outgoingEvents(count), session))
  await settleAll(harness.log, session, sequences, { outcome: 'published' })
  return sequences
}

/** Cleans as the cleaner does, while there is more; returns how many were deleted. */
async function cleanUp({ log }: EventLogHarness, expire: ExpireRequest): Promise<number> {
  let total = 0
  for (let call = 0; call < 20; call++) {
    const { deleted, more } = await log.deleteExpired(expire)
    ok(deleted <= expire.limit)
    total += deleted
    if (!more) return total
  }
  return fail('the cleaning never ends')
}
