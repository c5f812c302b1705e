import { deepEqual, equal, ok } from 'node:assert/strict'
import type { UndecodableEvent } from '../../contracts/event-log.ts'
import type { EventLogCase } from './event-log-case.ts'
import {
  claim,
  declareDead,
  exhaust,
  expectRows,
  openSession,
  outgoingEvent,
  outgoingEvents,
  publish,
  sequencesOf,
} from './scene.ts'

export const undecodableCases: readonly EventLogCase[] = [
  {
    name: 'an event that cannot be read is claimed beside the good ones',
    async check(harness) {
      const { log } = harness
      const topics = ['orders', "it's broken", 'orders']
      const appended = await publish(
        harness,
        topics.map((topic) => outgoingEvent({ topic })),
      )
      const [first, second, third] = sequencesOf(appended)
      await harness.corrupt(second!)
      const session = await openSession(log)
      const { events, undecodable } = await log.claim({ session, limit: 10 })
      deepEqual(sequencesOf(events), [first, third])
      expectUndecodable(undecodable, second!, "it's broken", 1)
      deepEqual(await log.claim({ session, limit: 10 }), { events: [], undecodable: [] })
    },
  },
  {
    name: 'an event that cannot be read is retried and given up like any other',
    async check(harness) {
      const { log } = harness
      const [sequence] = sequencesOf(await publish(harness, outgoingEvents(1)))
      await harness.corrupt(sequence!)
      const session = await openSession(log)
      await log.claim({ session, limit: 10 })
      const retry = {
        sequence: sequence!,
        outcome: 'retry',
        delay: 0,
        error: 'unreadable',
      } as const
      deepEqual(await log.settle(session, [retry]), { lost: 0 })
      const { undecodable } = await log.claim({ session, limit: 10 })
      expectUndecodable(undecodable, sequence!, 'orders.placed', 2)
      const exhausted = { sequence: sequence!, outcome: 'exhausted', error: 'unreadable' } as const
      deepEqual(await log.settle(session, [exhausted]), { lost: 0 })
      await expectRows(harness, { log: [sequence!], exhausted: [sequence!] })
    },
  },
  {
    name: 'a suspect that cannot be read comes out, too',
    async check(harness) {
      const { log } = harness
      const session = await openSession(log)
      const [first, second] = sequencesOf(await publish(harness, outgoingEvents(2), session))
      await harness.corrupt(first!)
      const survivor = await declareDead(harness, log)
      const suspect = await log.claimSuspect({ session: survivor, limit: 1 })
      ok(suspect !== undefined && !('event' in suspect))
      expectUndecodable([suspect], first!, 'orders.placed', 2)
      equal((await log.claimSuspect({ session: survivor, limit: 1 }))?.sequence, second)
    },
  },
  {
    name: 'an exhausted event that cannot be read hides no other, and can be replayed and discarded',
    async check(harness) {
      const { log } = harness
      const events = outgoingEvents(3)
      const sequences = await exhaust(harness, events)
      await harness.corrupt(sequences[1]!)
      const listed = await log.listExhausted({ limit: 10 })
      for (const sequence of [sequences[0]!, sequences[2]!]) {
        ok(sequencesOf(listed).includes(sequence))
      }
      equal(await log.replayExhausted({ ids: [events[1]!.id] }), 1)
      const session = await openSession(log)
      const { undecodable } = await log.claim({ session, limit: 10 })
      expectUndecodable(undecodable, sequences[1]!, 'orders.placed', 1)
      await log.settle(session, [
        { sequence: sequences[1]!, outcome: 'exhausted', error: 'unreadable' },
      ])
      equal(await log.discardExhausted({ all: true }, 'unreadable'), 3)
      deepEqual(await claim(log, session), [])
    },
  },
]

function expectUndecodable(
  undecodable: readonly UndecodableEvent[],
  sequence: number,
  topic: string,
  attempts: number,
): void {
  deepEqual(
    undecodable.map((row) => ({
      sequence: row.sequence,
      topic: row.topic,
      attempts: row.attempts,
    })),
    [{ sequence, topic, attempts }],
  )
  ok(undecodable[0]?.error !== undefined, 'it says why it cannot be read')
}
