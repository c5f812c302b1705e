import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { EventLog, SessionId } from 'integration-events'
import { tableNames } from '../src/index.ts'
import type { PostgresTestDatabase } from './support/databases.ts'
import { postgresLog } from './support/given-log.ts'
import {
  append,
  claim,
  lease,
  openSession,
  outgoingEvent,
  publish,
  settlePublished,
} from './support/scene.ts'

const { queue, session: sessions } = tableNames()

// The log looks at the database's transactions a few times per second at most.
beforeEach(() => vi.useFakeTimers({ toFake: ['performance'] }))
afterEach(() => vi.useRealTimers())

async function recent(
  log: EventLog,
  session: SessionId,
  request: Parameters<typeof claim>[2] = {},
): Promise<readonly number[]> {
  vi.advanceTimersByTime(1_000)
  return await claim(log, session, { scan: 'recent', ...request })
}

/** Publishes and delivers some events, and polls on: the floor stands right above them. */
async function raiseFloor(
  log: EventLog,
  test: PostgresTestDatabase,
  session: SessionId,
): Promise<void> {
  await publish(log, test, 5)
  for (let round = 0; round < 3; round++)
    await settlePublished(log, session, await recent(log, session))
}

/** What another replica gives back appears at once, far below. */
async function giveBack(test: PostgresTestDatabase, sequence: number): Promise<void> {
  await test.sql(`insert into ${queue} (seq, topic) values (${sequence}, 'orders.placed')`)
}

describe('the floor of recent scans', () => {
  test('spares them what was delivered before; a full scan looks at everything', async () => {
    await using given = await postgresLog()
    const { log, test } = given
    const session = await openSession(log)
    await raiseFloor(log, test, session)
    await giveBack(test, 2)
    expect(await recent(log, session)).toEqual([])
    expect(await claim(log, session, { scan: 'full' })).toEqual([2])
  })

  test('is never raised past an event whose transaction commits late', async () => {
    await using given = await postgresLog()
    const { log, test } = given
    const session = await openSession(log)
    await raiseFloor(log, test, session)
    const late = await test.begin()
    const [first] = await append(log, late.sql, [outgoingEvent()])
    const others = await publish(log, test, 3)
    expect(first?.sequence).toBeLessThan(others[0] ?? 0)
    expect(await recent(log, session)).toEqual(others)
    await settlePublished(log, session, others)
    for (let round = 0; round < 3; round++) expect(await recent(log, session)).toEqual([])
    await late.commit()
    expect(await recent(log, session)).toEqual([first?.sequence])
  })

  test('is never raised past a transaction that began after one that is still awaited', async () => {
    await using given = await postgresLog()
    const { log, test } = given
    const session = await openSession(log)
    const early = await test.begin()
    await append(log, early.sql, [outgoingEvent()])
    expect(await recent(log, session)).toEqual([])
    const late = await test.begin()
    await append(log, late.sql, [outgoingEvent()])
    await publish(log, test, 1)
    expect(await recent(log, session)).toEqual([3])
    await early.commit()
    expect(await recent(log, session)).toEqual([1])
    for (let round = 0; round < 3; round++) expect(await recent(log, session)).toEqual([])
    await late.commit()
    expect(await recent(log, session)).toEqual([2])
  })

  test('is not held back by a transaction that writes elsewhere and stays open', async () => {
    await using given = await postgresLog()
    const { log, test } = given
    await test.sql('create table orders (id int)')
    const stuck = await test.begin()
    await stuck.sql.execute('insert into orders values (1)', [])
    const session = await openSession(log)
    await raiseFloor(log, test, session)
    await giveBack(test, 2)
    expect(await recent(log, session)).toEqual([])
    await stuck.rollback()
  })

  test('stays below what one claim has left for the next', async () => {
    await using given = await postgresLog()
    const { log, test } = given
    const session = await openSession(log)
    await raiseFloor(log, test, session)
    await publish(log, test, 5)
    expect(await recent(log, session, { limit: 2 })).toEqual([6, 7])
    expect(await recent(log, session, { limit: 2 })).toEqual([8, 9])
    expect(await recent(log, session, { limit: 2 })).toEqual([10])
  })

  test('stays below what a claim of other topics has left', async () => {
    await using given = await postgresLog()
    const { log, test } = given
    const session = await openSession(log)
    await raiseFloor(log, test, session)
    await publish(log, test, 2, { topic: 'broken' })
    await publish(log, test, 2, { topic: 'fine' })
    const exceptTopics = ['broken']
    expect(await recent(log, session, { exceptTopics })).toEqual([8, 9])
    for (let round = 0; round < 3; round++)
      expect(await recent(log, session, { exceptTopics })).toEqual([])
    expect(await recent(log, session, { onlyTopic: 'broken', limit: 1 })).toEqual([6])
    expect(await recent(log, session)).toEqual([7])
  })

  test('is lowered by what this log gives back, replays or makes due', async () => {
    await using given = await postgresLog()
    const { log, test } = given
    const session = await openSession(log)
    const held = await publish(log, test, 3, {}, session)
    await raiseFloor(log, test, session)
    expect(await recent(log, session)).toEqual([])
    const [released, replayed, requeued] = held
    await log.settle(session, [
      { sequence: released!, outcome: 'released' },
      { sequence: replayed!, outcome: 'exhausted', error: 'refused' },
      { sequence: requeued!, outcome: 'retry', delay: lease, error: 'busy' },
    ])
    expect(await recent(log, session)).toEqual([released])
    for (let round = 0; round < 3; round++) expect(await recent(log, session)).toEqual([])
    await log.replayExhausted({ all: true })
    expect(await recent(log, session)).toEqual([replayed])
    for (let round = 0; round < 3; round++) expect(await recent(log, session)).toEqual([])
    await log.requeue({ all: true })
    expect(await recent(log, session)).toEqual([requeued])
  })

  test('is not raised by a claim that began before something was given back', async () => {
    await using given = await postgresLog()
    const { log, test } = given
    const session = await openSession(log)
    const [held] = await publish(log, test, 1, {}, session)
    await raiseFloor(log, test, session)
    vi.advanceTimersByTime(1_000)
    // The claim is sent first, and its rows are worked off after those of the settlement.
    const claiming = claim(log, session, { scan: 'recent' })
    const releasing = log.settle(session, [{ sequence: held!, outcome: 'released' }])
    const claimed = await claiming
    await releasing
    const again = await recent(log, session)
    expect([...claimed, ...again]).toEqual([held])
  })

  test('falls when a session has ended elsewhere, so that its events are found at once', async () => {
    await using given = await postgresLog()
    const { log, replica, test } = given
    const session = await openSession(log)
    const other = replica()
    const theirs = await openSession(other)
    const held = await publish(other, test, 2, {}, theirs)
    await raiseFloor(log, test, session)
    expect(await recent(log, session)).toEqual([])
    await other.endSession(theirs)
    expect(await recent(log, session)).toEqual(held)
  })

  test('of suspects falls when another session has died, also one that was never seen alive', async () => {
    await using given = await postgresLog()
    const { log, replica, test } = given
    const session = await openSession(log)
    const other = replica()
    const suspect = async (): Promise<number | undefined> => {
      vi.advanceTimersByTime(1_000)
      return (await log.claimSuspect({ session, limit: 1, scan: 'recent' }))?.sequence
    }
    const pending = await publish(log, test, 2)
    await settlePublished(log, session, await publish(log, test, 3, {}, session))
    for (const sequence of pending) {
      for (let round = 0; round < 3; round++) expect(await suspect()).toBeUndefined()
      const theirs = await openSession(other)
      expect(await claim(other, theirs, { limit: 1 })).toEqual([sequence])
      await test.sql(`update ${sessions} set lease_until = 0 where id = ${theirs}`)
      const judge = await openSession(other)
      await other.renewSession(judge, lease)
      expect(await suspect()).toBe(sequence)
    }
  })

  test('of suspects spares them the rows that were looked at before', async () => {
    await using given = await postgresLog()
    const { log, test } = given
    const session = await openSession(log)
    const dead = await openSession(log)
    await test.sql(`update ${sessions} set lease_until = 0 where id = ${dead}`)
    await log.renewSession(session, lease)
    await raiseFloor(log, test, session)
    const request = { session, limit: 1 }
    for (let round = 0; round < 3; round++) {
      vi.advanceTimersByTime(1_000)
      expect(await log.claimSuspect({ ...request, scan: 'recent' })).toBeUndefined()
    }
    await test.sql(
      `insert into ${queue} (seq, topic, session) values (2, 'orders.placed', ${dead})`,
    )
    expect(await log.claimSuspect({ ...request, scan: 'recent' })).toBeUndefined()
    expect(await log.claimSuspect(request)).toMatchObject({ sequence: 2 })
  })
})
