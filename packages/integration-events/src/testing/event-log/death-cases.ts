import { deepEqual, equal, fail, ok } from 'node:assert/strict'
import type { EventLog, Sequence, SessionId, SuspectEvent } from '../../contracts/event-log.ts'
import type { EventLogCase } from './event-log-case.ts'
import {
  claim,
  declareDead,
  expectRows,
  idsOf,
  lease,
  openSession,
  outgoingEvent,
  outgoingEvents,
  publish,
  sequencesOf,
  settleAll,
} from './scene.ts'

export const deathCases: readonly EventLogCase[] = [
  {
    name: 'events of a dead session come one at a time, in order, with the death as an attempt',
    async check(harness) {
      const { log } = harness
      const dead = await openSession(log)
      const appended = [...(await publish(harness, outgoingEvents(2), dead))]
      appended.push(...(await publish(harness, outgoingEvents(1))))
      await claim(log, dead)
      const survivor = await declareDead(harness, log)
      deepEqual(await claim(log, survivor), [])
      for (const { sequence, event } of appended) {
        const suspect = await log.claimSuspect({ session: survivor, limit: 10 })
        const expected = { sequence, attempts: 2, event, lastError: null, diedAlone: false }
        deepEqual(suspect, expected)
      }
      equal(await log.claimSuspect({ session: survivor, limit: 10 }), undefined)
      await settleAll(log, survivor, sequencesOf(appended), { outcome: 'published' })
      await expectRows(harness, { log: sequencesOf(appended) })
    },
  },
  {
    name: 'what is pending, or owned by a live session, is not suspect',
    async check(harness) {
      const { log } = harness
      await publish(harness, outgoingEvents(2), await openSession(log))
      await publish(harness, outgoingEvents(2))
      const session = await openSession(log)
      equal(await log.claimSuspect({ session, limit: 10 }), undefined)
    },
  },
  {
    name: 'who dies with one event alone is known to have died of it, and the others are not blamed',
    async check(harness) {
      const { log } = harness
      const appended = await publish(harness, outgoingEvents(3), await openSession(log))
      const second = await declareDead(harness, log)
      await suspectOf(log, second)
      const third = await declareDead(harness, log)
      const found = [await suspectOf(log, third), await suspectOf(log, third)]
      deepEqual(
        found.map(({ sequence, attempts, diedAlone }) => ({ sequence, attempts, diedAlone })),
        [
          { sequence: appended[0]!.sequence, attempts: 3, diedAlone: true },
          { sequence: appended[1]!.sequence, attempts: 2, diedAlone: false },
        ],
      )
    },
  },
  {
    name: 'a suspect that was tried again and then dies among others did not die alone',
    async check(harness) {
      const { log } = harness
      const appended = await publish(harness, outgoingEvents(1), await openSession(log))
      const second = await declareDead(harness, log)
      await suspectOf(log, second)
      const retry = { outcome: 'retry', delay: 0, error: 'busy' } as const
      await settleAll(log, second, sequencesOf(appended), retry)
      deepEqual(
        (await claim(log, second)).map(({ attempts }) => attempts),
        [3],
      )
      const third = await declareDead(harness, log)
      const { attempts, diedAlone, lastError } = await suspectOf(log, third)
      deepEqual(
        { attempts, diedAlone, lastError },
        { attempts: 4, diedAlone: false, lastError: 'busy' },
      )
    },
  },
  {
    name: 'a suspect of a session that ended by itself is free, with its attempt counted once',
    async check(harness) {
      const { log } = harness
      const appended = await publish(harness, outgoingEvents(1), await openSession(log))
      const second = await declareDead(harness, log)
      await suspectOf(log, second)
      await log.endSession(second)
      const third = await openSession(log)
      const [event] = await claim(log, third)
      deepEqual([event?.sequence, event?.attempts], [appended[0]!.sequence, 2])
      equal((await suspectOf(log, await declareDead(harness, log))).diedAlone, false)
    },
  },
  {
    name: 'suspects are found by topic, too',
    async check(harness) {
      const { log } = harness
      const topics = ['orders', "it's", 'orders']
      const events = topics.map((topic) => outgoingEvent({ topic }))
      const [first, second, third] = await publish(harness, events, await openSession(log))
      const session = await declareDead(harness, log)
      const request = { session, limit: 1 }
      const sequence = async (more: object): Promise<Sequence | undefined> =>
        (await log.claimSuspect({ ...request, ...more }))?.sequence
      equal(await sequence({ onlyTopic: 'never heard of' }), undefined)
      equal(await sequence({ onlyTopic: "it's" }), second!.sequence)
      equal(await sequence({ exceptTopics: ['orders'] }), undefined)
      equal(await sequence({ exceptTopics: ["it's"] }), first!.sequence)
      equal(await sequence({ exceptTopics: [] }), third!.sequence)
    },
  },
  {
    name: 'a session that has ended gets no suspect',
    async check(harness) {
      const { log } = harness
      const appended = await publish(harness, outgoingEvents(1), await openSession(log))
      const survivor = await declareDead(harness, log)
      const ended = await openSession(log)
      await log.endSession(ended)
      equal(await log.claimSuspect({ session: ended, limit: 1 }), undefined)
      equal((await suspectOf(log, survivor)).sequence, appended[0]!.sequence)
    },
  },
  {
    name: 'two processes that take over the same dead session share nothing',
    async check(harness) {
      const { log, secondLog } = harness
      const appended = await publish(harness, outgoingEvents(20), await openSession(log))
      await harness.advance(lease + 1)
      const [first, second] = [await openSession(log), await openSession(secondLog)]
      const renewals = await Promise.all([
        log.renewSession(first, lease),
        secondLog.renewSession(second, lease),
      ])
      deepEqual(
        renewals.map(({ alive }) => alive),
        [true, true],
      )
      equal(renewals[0].ended + renewals[1].ended, 1)
      const suspects = (
        await Promise.all([
          everySuspect(log, first),
          everySuspect(secondLog, second),
          everySuspect(log, first),
          everySuspect(secondLog, second),
        ])
      ).flat()
      // One that met another's lock may have come back empty: what is left is not lost.
      suspects.push(...(await everySuspect(log, first)))
      deepEqual([...idsOf(suspects)].toSorted(), [...idsOf(appended)].toSorted())
      for (const { attempts } of suspects) equal(attempts, 2)
    },
  },
  {
    name: 'a late renewal and who declares it dead at the same moment agree on who has the events',
    async check(harness) {
      const { log, secondLog } = harness
      for (let round = 0; round < 10; round++) {
        const late = await openSession(log)
        const appended = await publish(harness, outgoingEvents(1), late)
        await harness.advance(lease + 1)
        const other = await openSession(secondLog)
        const renew = (): Promise<{ alive: boolean }> => log.renewSession(late, lease)
        const declare = (): Promise<{ alive: boolean; ended: number }> =>
          secondLog.renewSession(other, lease)
        const [renewed, declared] =
          round % 2 === 0
            ? await Promise.all([renew(), declare()])
            : (await Promise.all([declare(), renew()])).toReversed()
        const { sequence } = appended[0]!
        const { lost } = await log.settle(late, [{ sequence, outcome: 'released' }])
        const suspect = await secondLog.claimSuspect({ session: other, limit: 1 })
        const alive = renewed!.alive
        deepEqual(
          { declared, lost, suspect: suspect?.sequence },
          {
            declared: { alive: true, ended: alive ? 0 : 1 },
            lost: alive ? 0 : 1,
            suspect: alive ? undefined : sequence,
          },
        )
        const owner = alive ? late : other
        if (alive) await claim(log, late)
        await settleAll(log, owner, [sequence], { outcome: 'published' })
        await log.endSession(late)
        await log.endSession(other)
      }
    },
  },
]

async function suspectOf(log: EventLog, session: SessionId): Promise<SuspectEvent> {
  const suspect = await log.claimSuspect({ session, limit: 1 })
  ok(suspect !== undefined && 'event' in suspect, 'there is a suspect')
  return suspect
}

async function everySuspect(log: EventLog, session: SessionId): Promise<readonly SuspectEvent[]> {
  const suspects: SuspectEvent[] = []
  for (let call = 0; call < 200; call++) {
    const suspect = await log.claimSuspect({ session, limit: 1 })
    if (suspect === undefined) return suspects
    ok('event' in suspect)
    suspects.push(suspect)
  }
  return fail('the suspects never end')
}
