import type { EventLog } from 'integration-events'
import { describe, expect, test } from 'vitest'
import { sqlEventLog, tableNames } from '../src/index.ts'
import type { OpenTransaction } from './support/databases.ts'
import { postgresLog, sqliteLog } from './support/given-log.ts'
import { append, claim, lease, openSession, outgoingEvent, publish } from './support/scene.ts'

const { session: sessions } = tableNames()

/** A log whose statements stand in a transaction that the test commits: they are in flight. */
function logInside({ sql }: OpenTransaction): EventLog {
  return sqlEventLog({
    database: { ...sql, client: sql, transaction: async (work) => await work(sql) },
  })
}

const lapse = (session: number): string =>
  `update ${sessions} set lease_until = lease_until - ${2 * lease} where id = ${session}`

describe('sessions on PostgreSQL', () => {
  test(
    'a renewal in flight keeps its session from being declared dead',
    { timeout: 5_000 },
    async () => {
      await using given = await postgresLog()
      const { log, test } = given
      const judge = await openSession(log)
      const late = await openSession(log)
      await test.sql(lapse(late))
      const inFlight = await test.begin()
      const renewed = await logInside(inFlight).renewSession(late, lease)
      expect(renewed.alive).toBe(true)
      // It neither waits for the renewal nor overlooks it.
      expect(await log.renewSession(judge, lease)).toEqual({ alive: true, ended: 0 })
      await inFlight.commit()
      expect(await log.renewSession(judge, lease)).toEqual({ alive: true, ended: 0 })
      expect(await log.renewSession(late, lease)).toEqual({ alive: true, ended: 0 })
    },
  )

  test('a renewal that comes while the session is declared dead finds it dead', async () => {
    await using given = await postgresLog()
    const { log, test } = given
    const judge = await openSession(log)
    const late = await openSession(log)
    await test.sql(lapse(late))
    const inFlight = await test.begin()
    expect(await logInside(inFlight).renewSession(judge, lease)).toEqual({ alive: true, ended: 1 })
    const renewing = log.renewSession(late, lease)
    await test.lockWaits(1)
    await inFlight.commit()
    expect(await renewing).toEqual({ alive: false, ended: 0 })
  })

  test(
    'two that judge each other at once do not wait for each other',
    { timeout: 5_000 },
    async () => {
      await using given = await postgresLog()
      const { log, test } = given
      const [one, other, dead] = [
        await openSession(log),
        await openSession(log),
        await openSession(log),
      ]
      await test.sql(lapse(dead))
      const first = await test.begin()
      expect(await logInside(first).renewSession(one, lease)).toEqual({ alive: true, ended: 1 })
      // The dead one is being ended by the first; the second has its own renewal to see to.
      expect(await log.renewSession(other, lease)).toEqual({ alive: true, ended: 0 })
      await first.commit()
    },
  )

  test('a lease counts from the moment of its renewal, not from its transaction’s start', async () => {
    await using given = await postgresLog()
    const { log, test } = given
    const session = await openSession(log)
    const long = await test.begin()
    await long.sql.query('select pg_sleep(0.2)', [])
    const [before] = await test.sql(
      'select (extract(epoch from clock_timestamp()) * 1000)::bigint as now',
    )
    await logInside(long).renewSession(session, lease)
    await long.commit()
    const [row] = await test.sql(`select lease_until from ${sessions} where id = ${session}`)
    expect(Number(row?.['lease_until']) - lease).toBeGreaterThanOrEqual(Number(before?.['now']))
  })

  test('the id of a session becomes visible after all lower ones', async () => {
    await using given = await postgresLog()
    const { log, test } = given
    const first = await test.begin()
    const opened = await openSession(logInside(first))
    const opening = openSession(log)
    await test.lockWaits(1)
    await first.commit()
    expect(await opening).toBeGreaterThan(opened)
  })

  test('an event whose transaction commits after its session ended is claimed by another', async () => {
    await using given = await postgresLog()
    const { log, test } = given
    const stopping = await openSession(log)
    const late = await test.begin()
    const [appended] = await append(log, late.sql, [outgoingEvent()], stopping)
    expect(appended?.owned).toBe(true)
    await log.endSession(stopping)
    const other = await openSession(log)
    expect(await claim(log, other)).toEqual([])
    await late.commit()
    expect(await claim(log, other)).toEqual([appended?.sequence])
  })

  test('an event whose transaction outlives its session comes out as a suspect, also after a day', async () => {
    await using given = await postgresLog()
    const { log, test } = given
    const dead = await openSession(log)
    const late = await test.begin()
    const [appended] = await append(log, late.sql, [outgoingEvent()], dead)
    await test.sql(lapse(dead))
    const judge = await openSession(log)
    await log.renewSession(judge, lease)
    await late.commit()
    const request = { session: judge, limit: 1 }
    expect(await claim(log, judge)).toEqual([])
    await test.sql(`update ${sessions} set ended_at = ended_at - 2 * 86400000 where expired`)
    await log.deleteExpired({ published: 1_000, exhausted: null, limit: 10 })
    expect(await log.claimSuspect(request)).toMatchObject({
      sequence: appended?.sequence,
      attempts: 2,
      diedAlone: false,
    })
    expect(await log.claimSuspect(request)).toBeUndefined()
  })
})

describe.each([
  { dialect: 'PostgreSQL', create: postgresLog },
  { dialect: 'SQLite', create: sqliteLog },
])('sessions on $dialect', ({ create }) => {
  test('who overslept its own lease does not declare others dead, when all have', async () => {
    await using given = await create()
    const { log, test } = given
    const one = await openSession(log)
    const other = await openSession(log)
    for (const session of [one, other]) await test.sql(lapse(session))
    expect(await log.renewSession(one, lease)).toEqual({ alive: true, ended: 0 })
    expect(await log.renewSession(other, lease)).toEqual({ alive: true, ended: 0 })
  })

  test('are timed by the database’s clock, in milliseconds', async () => {
    await using given = await create()
    const { log, test } = given
    const session = await openSession(log)
    const [row] = await test.sql(
      `select lease_until - started_at as lease, started_at from ${sessions} where id = ${session}`,
    )
    // The two are read off the clock one after the other.
    expect(Math.round(Number(row?.['lease']) / 1_000) * 1_000).toBe(lease)
    expect(Math.abs(Number(row?.['started_at']) - Date.now())).toBeLessThan(60_000)
  })

  test('that have ended are forgotten after a day, but not while an event names one that died', async () => {
    await using given = await create()
    const { log, test } = given
    const ended = await openSession(log)
    const dead = await openSession(log)
    const innocent = await openSession(log)
    await publish(log, test, 1, {}, dead)
    await log.endSession(ended)
    for (const session of [dead, innocent]) await test.sql(lapse(session))
    const judge = await openSession(log)
    expect(await log.renewSession(judge, lease)).toEqual({ alive: true, ended: 2 })
    const remaining = async (): Promise<readonly unknown[]> => {
      await log.deleteExpired({ published: 1_000, exhausted: null, limit: 10 })
      const rows = await test.sql(`select id from ${sessions} order by id`)
      return rows.map(({ id }) => Number(id))
    }
    expect(await remaining()).toEqual([ended, dead, innocent, judge])
    await test.sql(`update ${sessions} set ended_at = ended_at - 86400000`)
    expect(await remaining()).toEqual([dead, judge])
  })
})
