import { deepEqual, equal, notEqual } from 'node:assert/strict'
import type { EventLogCase } from './event-log-case.ts'
import {
  claim,
  declareDead,
  expectRows,
  idsOf,
  lease,
  openSession,
  outgoingEvents,
  publish,
  sequencesOf,
  settleAll,
} from './scene.ts'

export const sessionCases: readonly EventLogCase[] = [
  {
    name: 'a session is never given twice',
    async check({ log, secondLog }) {
      const first = await openSession(log)
      await log.endSession(first)
      const second = await openSession(log)
      const third = await openSession(secondLog)
      equal(new Set([first, second, third]).size, 3)
    },
  },
  {
    name: 'a renewal prolongs the lease from now on',
    async check(harness) {
      const { log, secondLog } = harness
      const session = await openSession(log)
      const other = await openSession(secondLog)
      for (let round = 0; round < 3; round++) {
        await harness.advance(lease * 0.75)
        deepEqual(await log.renewSession(session, lease), { alive: true, ended: 0 })
        deepEqual(await secondLog.renewSession(other, lease), { alive: true, ended: 0 })
      }
    },
  },
  {
    name: 'a session whose lease ran out is found dead by the renewal of another, once',
    async check(harness) {
      const { log, secondLog } = harness
      const dead = await openSession(log)
      await harness.advance(lease + 1)
      const other = await openSession(secondLog)
      deepEqual(await secondLog.renewSession(other, lease), { alive: true, ended: 1 })
      deepEqual(await secondLog.renewSession(other, lease), { alive: true, ended: 0 })
      deepEqual(await log.renewSession(dead, lease), { alive: false, ended: 0 })
      deepEqual(await log.renewSession(dead, lease), { alive: false, ended: 0 })
    },
  },
  {
    name: 'a session that is late, but not declared dead, lives on with its renewal',
    async check(harness) {
      const { log, secondLog } = harness
      const session = await openSession(log)
      const appended = await publish(harness, outgoingEvents(1), session)
      await harness.advance(lease + 1)
      const other = await openSession(secondLog)
      deepEqual(await log.renewSession(session, lease), { alive: true, ended: 0 })
      deepEqual(await secondLog.renewSession(other, lease), { alive: true, ended: 0 })
      await settleAll(log, session, sequencesOf(appended), { outcome: 'published' })
    },
  },
  {
    name: 'a session that ended by itself is not renewed, and not found dead',
    async check(harness) {
      const { log, secondLog } = harness
      const session = await openSession(log)
      await log.endSession(session)
      equal((await log.renewSession(session, lease)).alive, false)
      await harness.advance(lease + 1)
      const other = await openSession(secondLog)
      deepEqual(await secondLog.renewSession(other, lease), { alive: true, ended: 0 })
    },
  },
  {
    name: 'the end of a session frees its events at once, with their attempt counted once',
    async check(harness) {
      const { log, secondLog } = harness
      const session = await openSession(log)
      const pending = await publish(harness, outgoingEvents(2))
      await claim(log, session)
      const owned = await publish(harness, outgoingEvents(2), session)
      await log.endSession(session)
      const other = await openSession(secondLog)
      equal(await secondLog.claimSuspect({ session: other, limit: 1 }), undefined)
      const claimed = await claim(secondLog, other)
      deepEqual(idsOf(claimed), idsOf([...pending, ...owned]))
      deepEqual(
        claimed.map(({ attempts }) => attempts),
        [1, 1, 1, 1],
      )
    },
  },
  {
    name: 'attempts that were made stay counted when the session ends',
    async check(harness) {
      const { log } = harness
      const session = await openSession(log)
      const sequences = sequencesOf(await publish(harness, outgoingEvents(1), session))
      await settleAll(log, session, sequences, { outcome: 'retry', delay: 0, error: 'busy' })
      await claim(log, session)
      await log.endSession(session)
      const next = await openSession(log)
      const [event] = await claim(log, next)
      deepEqual([event?.attempts, event?.lastError], [2, 'busy'])
      await settleAll(log, next, sequences, { outcome: 'retry', delay: 0, error: 'busy' })
      deepEqual(
        (await claim(log, next)).map(({ attempts }) => attempts),
        [3],
      )
    },
  },
  {
    name: 'ending a session twice, or one that died, changes nothing',
    async check(harness) {
      const { log } = harness
      const ended = await openSession(log)
      await log.endSession(ended)
      await log.endSession(ended)
      const dead = await openSession(log)
      const appended = await publish(harness, outgoingEvents(1), dead)
      const survivor = await declareDead(harness, log)
      await log.endSession(dead)
      deepEqual(await claim(log, survivor), [])
      const suspect = await log.claimSuspect({ session: survivor, limit: 1 })
      equal(suspect?.sequence, appended[0]!.sequence)
    },
  },
  {
    name: 'a session that ended can change nothing anymore',
    async check(harness) {
      const { log } = harness
      const session = await openSession(log)
      const sequences = sequencesOf(await publish(harness, outgoingEvents(4), session))
      await log.endSession(session)
      await settlesNothing(harness, session, sequences)
    },
  },
  {
    name: 'a session that was declared dead can change nothing anymore',
    async check(harness) {
      const { log } = harness
      const session = await openSession(log)
      const sequences = sequencesOf(await publish(harness, outgoingEvents(4), session))
      await declareDead(harness, log)
      await settlesNothing(harness, session, sequences)
      deepEqual(await claim(log, session), [])
      equal(await log.claimSuspect({ session, limit: 1 }), undefined)
    },
  },
  {
    name: 'events appended under a session that was declared dead are born pending',
    async check(harness) {
      const { log } = harness
      const session = await openSession(log)
      const survivor = await declareDead(harness, log)
      const appended = await publish(harness, outgoingEvents(1), session)
      deepEqual(
        appended.map(({ owned }) => owned),
        [false],
      )
      const claimed = await claim(log, survivor)
      deepEqual(
        claimed.map(({ attempts }) => attempts),
        [1],
      )
      notEqual(survivor, session)
    },
  },
]

/** Settles four events each in another way, and demands that none has changed. */
async function settlesNothing(
  harness: Parameters<EventLogCase['check']>[0],
  session: number,
  sequences: readonly number[],
): Promise<void> {
  const [first, second, third, fourth] = sequences
  const result = await harness.log.settle(session, [
    { sequence: first!, outcome: 'published' },
    { sequence: second!, outcome: 'retry', delay: 0, error: 'busy' },
    { sequence: third!, outcome: 'exhausted', error: 'refused' },
    { sequence: fourth!, outcome: 'released' },
  ])
  deepEqual(result, { lost: 4 })
  await expectRows(harness, { log: sequences, queue: sequences })
}
