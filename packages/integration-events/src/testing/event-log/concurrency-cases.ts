import { deepEqual, equal, ok } from 'node:assert/strict'
import type { ExplicitUnitOfWork } from 'uow'
import type { AppendedEvent, SessionId } from '../../contracts/event-log.ts'
import type { EventLogHarness } from '../event-log-harness.ts'
import type { EventLogCase } from './event-log-case.ts'
import {
  claim,
  day,
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

const needs = 'concurrentTransactions'

/** Forced interleavings with a transaction that stays open meanwhile. */
export const concurrencyCases: readonly EventLogCase[] = [
  {
    name: 'before the commit nobody sees an event',
    needs,
    async check(harness) {
      const { log, secondLog } = harness
      const session = await openSession(log)
      const { work, appended } = await appendOpen(harness, 2)
      await expectRows(harness, {})
      deepEqual(await claim(log, session), [])
      deepEqual(await claim(secondLog, session), [])
      const { pending, inProgress } = await log.stats()
      deepEqual({ pending, inProgress }, { pending: 0, inProgress: 0 })
      await work.commit()
      deepEqual(idsOf(await claim(secondLog, session)), idsOf(appended))
    },
  },
  ...(['recent', 'full'] as const).map((scan): EventLogCase => ({
    name: `a transaction that commits late, below what was already claimed, is found by the next ${scan} scan`,
    needs,
    async check(harness) {
      const { log } = harness
      const session = await openSession(log)
      const { work, appended } = await appendOpen(harness, 2)
      // More than once, so that a floor has every reason to rise past the open transaction.
      for (let round = 0; round < 4; round++) {
        const later = await publish(harness, outgoingEvents(3))
        ok(later[0]!.sequence > appended[1]!.sequence)
        const claimed = await claim(log, session, { scan: 'recent' })
        deepEqual(idsOf(claimed), idsOf(later))
        await settleAll(log, session, sequencesOf(claimed), { outcome: 'published' })
        deepEqual(await claim(log, session, { scan: 'recent' }), [])
      }
      await work.commit()
      deepEqual(idsOf(await claim(log, session, { scan })), idsOf(appended))
    },
  })),
  {
    name: 'a transaction that rolls back below what was already claimed leaves nothing behind',
    needs,
    async check(harness) {
      const { log } = harness
      const session = await openSession(log)
      const { work } = await appendOpen(harness, 2)
      const later = await publish(harness, outgoingEvents(3))
      deepEqual(idsOf(await claim(log, session)), idsOf(later))
      await work.rollback()
      deepEqual(await claim(log, session), [])
      await expectRows(harness, { log: sequencesOf(later), queue: sequencesOf(later) })
    },
  },
  {
    name: 'transactions at the same moment never get the same sequence, and each ascends',
    needs,
    async check(harness) {
      const { log, unitOfWork } = harness
      const [first, second] = [await unitOfWork.begin(), await unitOfWork.begin()]
      const sequences: number[][] = [[], []]
      for (let round = 0; round < 5; round++) {
        for (const [index, { transaction }] of [first, second].entries()) {
          const events = outgoingEvents(2).map((event) => ({ event, owned: false }))
          const appended = await log.append(transaction, events, null)
          sequences[index]!.push(...sequencesOf(appended))
        }
      }
      await second.commit()
      await first.commit()
      equal(new Set(sequences.flat()).size, 20)
      for (const own of sequences)
        deepEqual(
          own,
          own.toSorted((left, right) => left - right),
        )
      const claimed = sequencesOf(await claim(log, await openSession(log)))
      deepEqual(
        claimed,
        sequences.flat().toSorted((left, right) => left - right),
      )
    },
  },
  {
    name: 'events that commit after their session has ended are free at once, attempt counted once',
    needs,
    async check(harness) {
      const { log, secondLog } = harness
      const session = await openSession(log)
      const { work, appended } = await appendOpen(harness, 2, session)
      deepEqual(
        appended.map(({ owned }) => owned),
        [true, true],
      )
      await log.endSession(session)
      await work.commit()
      const { lost } = await log.settle(session, [
        { sequence: appended[0]!.sequence, outcome: 'published' },
      ])
      equal(lost, 1)
      const claimed = await claim(secondLog, await openSession(secondLog))
      deepEqual(idsOf(claimed), idsOf(appended))
      deepEqual(
        claimed.map(({ attempts }) => attempts),
        [1, 1],
      )
    },
  },
  {
    name: 'events that commit after their session was declared dead are its suspects',
    needs,
    async check(harness) {
      const { log, secondLog } = harness
      const session = await openSession(log)
      const { work, appended } = await appendOpen(harness, 1, session)
      const survivor = await declareDead(harness, secondLog)
      await work.commit()
      deepEqual(await claim(secondLog, survivor), [])
      const suspect = await secondLog.claimSuspect({ session: survivor, limit: 1 })
      equal(suspect?.sequence, appended[0]!.sequence)
      const { lost } = await log.settle(session, [
        { sequence: appended[0]!.sequence, outcome: 'published' },
      ])
      equal(lost, 1)
    },
  },
  {
    name: 'events that commit after their ended session was cleaned away are not lost',
    needs,
    async check(harness) {
      const { log } = harness
      const session = await openSession(log)
      const { work, appended } = await appendOpen(harness, 1, session)
      await log.endSession(session)
      await harness.advance(30 * day)
      await log.deleteExpired({ published: day, exhausted: day, limit: 1_000 })
      await work.commit()
      const next = await openSession(log)
      const claimed: { sequence: number }[] = [...(await claim(log, next))]
      const suspect = await log.claimSuspect({ session: next, limit: 1 })
      if (suspect !== undefined) claimed.push(suspect)
      deepEqual(sequencesOf(claimed), sequencesOf(appended))
    },
  },
  {
    name: 'a session is renewed, ended and found dead while a transaction with its events is open',
    needs,
    async check(harness) {
      const { log, secondLog } = harness
      const session = await openSession(log)
      const { work } = await appendOpen(harness, 1, session)
      deepEqual(await log.renewSession(session, lease), { alive: true, ended: 0 })
      await harness.advance(lease + 1)
      const other = await openSession(secondLog)
      deepEqual(await secondLog.renewSession(other, lease), { alive: true, ended: 1 })
      await secondLog.endSession(other)
      await work.rollback()
    },
  },
]

/** Appends events in a transaction that stays open until the case ends it. */
async function appendOpen(
  { log, unitOfWork }: EventLogHarness,
  count: number,
  session: SessionId | null = null,
): Promise<{ work: ExplicitUnitOfWork; appended: readonly AppendedEvent[] }> {
  const work = await unitOfWork.begin()
  const events = outgoingEvents(count).map((event) => ({ event, owned: session !== null }))
  return { work, appended: await log.append(work.transaction, events, session) }
}
