import { deepEqual, equal, fail } from 'node:assert/strict'
import type { EventLog, SessionId } from '../../contracts/event-log.ts'
import type { EventLogCase } from './event-log-case.ts'
import {
  claim,
  expectRows,
  idsOf,
  openSession,
  outgoingEvent,
  outgoingEvents,
  publish,
  sequencesOf,
  settleAll,
} from './scene.ts'

export const claimCases: readonly EventLogCase[] = [
  {
    name: 'a claim takes pending events in order of sequence, as their first attempt',
    async check(harness) {
      const { log } = harness
      const appended = await publish(harness, outgoingEvents(5))
      const session = await openSession(log)
      deepEqual(await log.claim({ session, limit: 10 }), {
        events: appended.map(({ sequence, event }) => ({
          sequence,
          attempts: 1,
          event,
          lastError: null,
        })),
        undecodable: [],
      })
      await expectRows(harness, { log: sequencesOf(appended), queue: sequencesOf(appended) })
    },
  },
  {
    name: 'a claim takes no more than its limit, and the next one goes on from there',
    async check(harness) {
      const { log } = harness
      const sequences = sequencesOf(await publish(harness, outgoingEvents(5)))
      const session = await openSession(log)
      const claimed = []
      for (let round = 0; round < 4; round++) {
        claimed.push(sequencesOf(await claim(log, session, { limit: 2 })))
      }
      deepEqual(claimed, [sequences.slice(0, 2), sequences.slice(2, 4), sequences.slice(4), []])
    },
  },
  {
    name: 'a claim of less than its limit leaves nothing behind that is due',
    async check(harness) {
      const { log } = harness
      const session = await openSession(log)
      const sequences = sequencesOf(await publish(harness, outgoingEvents(11), session))
      await settleAll(log, session, sequences, { outcome: 'retry', delay: 0, error: 'busy' })
      const sizes: number[] = []
      for (const limit of [1, 1, 1, 3, 3, 3, 3]) {
        sizes.push((await claim(log, session, { limit })).length)
      }
      deepEqual(sizes, [1, 1, 1, 3, 3, 2, 0])
    },
  },
  {
    name: 'a claim leaves the excepted topics alone',
    async check(harness) {
      const { log } = harness
      const topics = ["it's", 'orders', 'invoices', 'orders', "it's"]
      const appended = await publish(
        harness,
        topics.map((topic) => outgoingEvent({ topic })),
      )
      const session = await openSession(log)
      const exceptTopics = ["it's", 'orders', 'never heard of']
      deepEqual(idsOf(await claim(log, session, { exceptTopics })), [appended[2]!.event.id])
      deepEqual(await claim(log, session, { exceptTopics }), [])
      const rest = await claim(log, session, { exceptTopics: [] })
      deepEqual(
        rest.map(({ event }) => event.topic),
        ["it's", 'orders', 'orders', "it's"],
      )
    },
  },
  {
    name: 'the limit counts what is claimed, not what is passed over',
    async check(harness) {
      const { log } = harness
      await publish(harness, outgoingEvents(20, { topic: 'broken' }))
      await publish(harness, outgoingEvents(2, { topic: 'fine' }))
      const session = await openSession(log)
      const claimed = await claim(log, session, { limit: 2, exceptTopics: ['broken'] })
      deepEqual(
        claimed.map(({ event }) => event.topic),
        ['fine', 'fine'],
      )
    },
  },
  {
    name: 'a claim of one topic takes only that one',
    async check(harness) {
      const { log } = harness
      const topics = ['orders', "it's", 'orders', "it's"]
      await publish(
        harness,
        topics.map((topic) => outgoingEvent({ topic })),
      )
      const session = await openSession(log)
      const probe = await claim(log, session, { onlyTopic: "it's", limit: 1 })
      deepEqual(
        probe.map(({ event }) => event.topic),
        ["it's"],
      )
      deepEqual((await claim(log, session, { onlyTopic: "it's" })).length, 1)
      deepEqual(await claim(log, session, { onlyTopic: 'never heard of' }), [])
    },
  },
  {
    name: 'a claim never takes what a live session owns, born owned or claimed',
    async check(harness) {
      const { log, secondLog } = harness
      const owner = await openSession(log)
      await publish(harness, outgoingEvents(2), owner)
      await publish(harness, outgoingEvents(2))
      equal((await claim(log, owner)).length, 2)
      const other = await openSession(secondLog)
      deepEqual(await claim(secondLog, other), [])
      deepEqual(await claim(log, owner), [])
    },
  },
  {
    name: 'a claim for a session that has ended takes nothing',
    async check(harness) {
      const { log } = harness
      await publish(harness, outgoingEvents(2))
      const ended = await openSession(log)
      await log.endSession(ended)
      deepEqual(await log.claim({ session: ended, limit: 10 }), { events: [], undecodable: [] })
      const claimed = await claim(log, await openSession(log))
      deepEqual(
        claimed.map(({ attempts }) => attempts),
        [1, 1],
      )
    },
  },
  {
    name: 'due retries and pending events come in one order of sequence',
    async check(harness) {
      const { log } = harness
      const session = await openSession(log)
      const early = sequencesOf(await publish(harness, outgoingEvents(3), session))
      const late = sequencesOf(await publish(harness, outgoingEvents(2)))
      const [first, second, third] = early
      await settleAll(log, session, [third!], { outcome: 'retry', delay: 0, error: 'busy' })
      await settleAll(log, session, [first!], { outcome: 'retry', delay: 0, error: 'busy' })
      await settleAll(log, session, [second!], { outcome: 'released' })
      deepEqual(sequencesOf(await claim(log, session)), [...early, ...late])
    },
  },
  {
    name: 'claims at the same moment share nothing, and together take everything',
    async check(harness) {
      const { log, secondLog } = harness
      const appended = await publish(harness, outgoingEvents(200))
      const first = await openSession(log, 'first')
      const second = await openSession(secondLog, 'second')
      const claimed = (
        await Promise.all([
          claimEverything(log, first),
          claimEverything(secondLog, second),
          claimEverything(log, first),
          claimEverything(secondLog, second),
        ])
      ).flat()
      // A claim that found others in its way may have come back early: what is left is not lost.
      claimed.push(...(await claimEverything(log, first)))
      deepEqual(claimed.toSorted(), [...idsOf(appended)].toSorted())
    },
  },
  {
    name: 'a recent scan finds what was appended since the one before',
    async check(harness) {
      const { log } = harness
      const session = await openSession(log)
      for (let round = 0; round < 4; round++) {
        const appended = await publish(harness, outgoingEvents(3))
        const claimed = await claim(log, session, { scan: 'recent' })
        deepEqual(idsOf(claimed), idsOf(appended))
        await settleAll(log, session, sequencesOf(claimed), { outcome: 'published' })
      }
    },
  },
  {
    name: 'a full scan finds what another replica gave back, below what was already claimed',
    async check(harness) {
      const { log, secondLog } = harness
      const session = await openSession(log)
      const held = await publish(harness, outgoingEvents(3), session)
      const other = await openSession(secondLog)
      for (let round = 0; round < 3; round++) {
        await publish(harness, outgoingEvents(2))
        const claimed = await claim(secondLog, other, { scan: 'recent' })
        await settleAll(secondLog, other, sequencesOf(claimed), { outcome: 'published' })
      }
      await settleAll(log, session, sequencesOf(held), { outcome: 'released' })
      deepEqual(idsOf(await claim(secondLog, other, { scan: 'full' })), idsOf(held))
    },
  },
]

/** Claims until nothing is left; not for ever, if the log hands out the same again and again. */
async function claimEverything(log: EventLog, session: SessionId): Promise<readonly string[]> {
  const ids = []
  for (let call = 0; call < 200; call++) {
    const claimed = await claim(log, session, { limit: 7 })
    if (claimed.length === 0) return ids
    ids.push(...idsOf(claimed))
  }
  return fail('the claims never end')
}
