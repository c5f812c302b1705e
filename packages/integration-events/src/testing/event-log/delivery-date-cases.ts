import { deepEqual, equal, ok } from 'node:assert/strict'
import type { Settlement, SessionId } from '../../contracts/event-log.ts'
import type { OutgoingEvent } from '../../contracts/outgoing-event.ts'
import type { EventLogHarness } from '../event-log-harness.ts'
import { deliveryDateIn } from './delivery-dates.ts'
import type { EventLogCase } from './event-log-case.ts'
import {
  claim,
  day,
  declareDead,
  exhaust,
  openSession,
  outgoingEvent,
  outgoingEvents,
  publish,
  settleAll,
} from './scene.ts'

const retry = { outcome: 'retry', delay: 3_600_000, error: 'busy' } as const

export const deliveryDateCases: readonly EventLogCase[] = [
  {
    name: 'an event that was never replayed has no delivery date, whatever became of it',
    async check(harness) {
      const event = outgoingEvent({ headers: { tenant: 'a' } })
      await publish(harness, [event])
      for (const { way, claimed } of await claimEachWay(harness)) deepEqual(claimed, event, way)
    },
  },
  {
    name: 'a replayed event carries the time of its replay as its delivery date',
    async check(harness) {
      const { log } = harness
      const event = outgoingEvent({ headers: { tenant: 'a' } })
      await exhaust(harness, [event])
      await harness.advance(day)
      const before = await storeTime(harness)
      await log.replayExhausted({ ids: [event.id] })
      const after = await storeTime(harness)
      await harness.advance(day)
      const [claimed] = await claim(log, await openSession(log))
      const date = deliveryDateIn(claimed!.event)
      ok(date !== null && before <= date && date <= after, `${before} <= ${date} <= ${after}`)
      equal(claimed!.event.headers['tenant'], 'a')
    },
  },
  {
    name: 'the delivery date of a replay stays, whatever becomes of the event',
    async check(harness) {
      const { log } = harness
      const event = outgoingEvent()
      await exhaust(harness, [event])
      await log.replayExhausted({ all: true })
      const [first, ...others] = await claimEachWay(harness)
      const date = deliveryDateIn(first!.claimed)
      ok(date !== null)
      for (const { way, claimed } of others) equal(deliveryDateIn(claimed), date, way)
    },
  },
  {
    name: 'each replay sets a delivery date of its own',
    async check(harness) {
      const { log } = harness
      const event = outgoingEvent()
      const [sequence] = await exhaust(harness, [event])
      await log.replayExhausted({ all: true })
      const session = await openSession(log)
      const [first] = await claim(log, session)
      const date = deliveryDateIn(first!.event)
      await settleAll(log, session, [sequence!], { outcome: 'exhausted', error: 'again' })
      const before = await storeTimeAfter(harness, date ?? 0)
      await log.replayExhausted({ ids: [event.id] })
      const [second] = await claim(log, session)
      const again = deliveryDateIn(second!.event)
      ok(again !== null && again >= before, `${again} >= ${before}`)
    },
  },
  {
    name: 'a replay dates no other event',
    async check(harness) {
      const { log } = harness
      const session = await openSession(log)
      const [free, waiting] = outgoingEvents(2)
      const [row] = await publish(harness, [waiting!], session)
      await settleAll(log, session, [row!.sequence], retry)
      await publish(harness, [free!])
      await exhaust(harness, outgoingEvents(1))
      await log.replayExhausted({ all: true })
      await log.requeue({ all: true })
      const dates = (await claim(log, session)).map(({ event }) => deliveryDateIn(event))
      equal(dates.length, 3)
      deepEqual(dates.slice(0, 2), [null, null])
    },
  },
  {
    name: 'what is stored of a replayed event stays as it was',
    async check(harness) {
      const { log } = harness
      const event = outgoingEvent({ headers: { tenant: 'a' }, key: 'k' })
      const [sequence] = await exhaust(harness, [event])
      await log.replayExhausted({ all: true })
      const session = await openSession(log)
      await claim(log, session)
      await settleAll(log, session, [sequence!], { outcome: 'exhausted', error: 'again' })
      const [listed] = await log.listExhausted({ limit: 1 })
      deepEqual(listed!.event, event)
    },
  },
]

interface ClaimedOnce {
  readonly way: string
  readonly claimed: OutgoingEvent
}

/** Has the only event claimed in each way in which a log hands events out, one after the other. */
async function claimEachWay(harness: EventLogHarness): Promise<readonly ClaimedOnce[]> {
  const { log, secondLog } = harness
  const found: ClaimedOnce[] = []
  let session: SessionId = await openSession(log)
  const claimAs = async (way: string): Promise<void> => {
    const [row] = await claim(log, session)
    ok(row !== undefined, way)
    found.push({ way, claimed: row.event })
  }
  const settle = async (outcome: 'released' | typeof retry): Promise<void> => {
    const sequence = (await harness.rows()).queue[0]!.sequence
    const settlement = typeof outcome === 'string' ? { outcome } : outcome
    await log.settle(session, [{ sequence, ...settlement } as Settlement])
  }
  await claimAs('pending')
  await settle('released')
  await claimAs('released')
  await settle(retry)
  await log.requeue({ all: true })
  await claimAs('requeued')
  await settle(retry)
  await harness.advance(retry.delay)
  await claimAs('due again')
  await log.endSession(session)
  session = await openSession(log)
  await claimAs('of a session that has ended')
  session = await declareDead(harness, log)
  const suspect = await secondLog.claimSuspect({ session, limit: 1 })
  ok(suspect !== undefined && 'event' in suspect)
  found.push({ way: 'of a session that died', claimed: suspect.event })
  return found
}

/** The time by the log's clock: that at which something was given up. */
async function storeTime(harness: EventLogHarness): Promise<number> {
  const [sequence] = await exhaust(harness, outgoingEvents(1, { topic: 'time' }))
  const listed = await harness.log.listExhausted({ limit: 1_000, topic: 'time' })
  return listed.find((row) => row.sequence === sequence)!.exhaustedAt
}

/** The same, once the clock has gone on past the date. */
async function storeTimeAfter(harness: EventLogHarness, date: number): Promise<number> {
  await harness.advance(day)
  for (let look = 0; look < 500; look++) {
    const now = await storeTime(harness)
    if (now > date) return now
  }
  throw new Error("the log's clock stands still")
}
