import type { SessionId } from 'integration-events'
import { describe, expect, test } from 'vitest'
import { tableNames } from '../src/index.ts'
import { type GivenLog, postgresLog, sqliteLog } from './support/given-log.ts'
import type { TestDatabase } from './support/databases.ts'
import { openSession, publish } from './support/scene.ts'

const { log: logTable, queue, session: sessions } = tableNames()
const header = 'deliverydate'
const gaveUp = { sequence: 1, outcome: 'exhausted', error: 'refused' } as const
const later = { sequence: 1, outcome: 'retry', delay: 0, error: 'busy' } as const

describe.each([
  { dialect: 'PostgreSQL', create: postgresLog },
  { dialect: 'SQLite', create: sqliteLog },
])('the date of a replay on $dialect', ({ create }) => {
  test('is on the event until it is sent, whatever becomes of it on the way', async () => {
    await using given = await create()
    const { log, test } = given
    const { date, session } = await replayed(given)
    const stored = await test.sql(`select * from ${logTable}`)
    const claimed = async (by: SessionId): Promise<string | undefined> => {
      const { events } = await log.claim({ session: by, limit: 1 })
      return events[0]?.event.headers[header]
    }

    expect(await claimed(session)).toBe(date)
    await log.settle(session, [later])
    expect(await claimed(session)).toBe(date)
    await log.settle(session, [later])
    expect(await log.requeue({ all: true })).toBe(1)
    expect(await claimed(session)).toBe(date)
    await log.settle(session, [{ sequence: 1, outcome: 'released' }])
    expect(await claimed(session)).toBe(date)
    await log.endSession(session)
    const next = await openSession(log)
    expect(await claimed(next)).toBe(date)
    await test.sql(`update ${sessions} set ended_at = 1, expired = true where id = ${next}`)
    const last = await openSession(log)
    const suspect = await log.claimSuspect({ session: last, limit: 1 })
    expect(suspect).toMatchObject({ event: { headers: { trace: 'a', [header]: date } } })
    expect(await test.sql(`select * from ${logTable}`)).toEqual(stored)
  })

  test('is set anew by each replay, and is not on what was never replayed', async () => {
    await using given = await create()
    const { log, test } = given
    const { session } = await replayed(given)
    await test.sql(`update ${queue} set delivery_date = 1`)
    await log.claim({ session, limit: 1 })
    await log.settle(session, [gaveUp])
    await log.replayExhausted({ all: true })
    await publish(log, test, 1)
    const { events } = await log.claim({ session, limit: 2 })
    const [again, fresh] = events.map(({ event }) => event.headers[header])
    // Not the one of before, which was moved far back.
    expect(Date.parse(again!)).toBeGreaterThan(1)
    expect(fresh).toBeUndefined()
  })
})

/** An event that was given up and replayed, and its date as the database has it. */
async function replayed({
  log,
  test,
}: GivenLog<TestDatabase>): Promise<{ readonly date: string; readonly session: SessionId }> {
  const session = await openSession(log)
  await publish(log, test, 1, { headers: { trace: 'a' } }, session)
  await log.settle(session, [gaveUp])
  const before = await now(test)
  expect(await log.replayExhausted({ all: true })).toBe(1)
  const after = await now(test)
  const [row] = await test.sql(`select delivery_date as date from ${queue}`)
  const date = Number(row?.['date'])
  expect(date).toBeGreaterThanOrEqual(before)
  expect(date).toBeLessThanOrEqual(after)
  return { date: new Date(date).toISOString(), session }
}

async function now({ database, sql }: TestDatabase): Promise<number> {
  const [row] = await sql(
    database.dialect === 'postgres'
      ? 'select (extract(epoch from clock_timestamp()) * 1000)::bigint as now'
      : `select cast(round(unixepoch('subsec') * 1000) as integer) as now`,
  )
  return Number(row?.['now'])
}
