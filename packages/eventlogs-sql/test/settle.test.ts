import { describe, expect, test } from 'vitest'
import { tableNames } from '../src/index.ts'
import { postgresLog, sqliteLog } from './support/given-log.ts'
import { claim, openSession, publish, settlePublished } from './support/scene.ts'

const { log: logTable, queue, session: sessions } = tableNames()

describe.each([
  { dialect: 'PostgreSQL', create: postgresLog },
  { dialect: 'SQLite', create: sqliteLog },
])('a settlement on $dialect', ({ create }) => {
  test.each([
    { outcome: 'published' },
    { outcome: 'retry', delay: 0, error: 'busy' },
    { outcome: 'exhausted', error: 'refused' },
    { outcome: 'released' },
  ] as const)('as $outcome changes nothing for a session that has ended', async (outcome) => {
    await using given = await create()
    const { log, test } = given
    const paused = await openSession(log)
    const [sequence] = await publish(log, test, 1, {}, paused)
    // Nobody has claimed the row yet: it still names the session.
    await log.endSession(paused)
    const before = await test.sql(`select * from ${queue}`)
    expect(await log.settle(paused, [{ sequence: sequence!, ...outcome }])).toEqual({ lost: 1 })
    expect(await test.sql(`select * from ${queue}`)).toEqual(before)
  })

  test('never rewrites what was published', async () => {
    await using given = await create()
    const { log, test } = given
    const session = await openSession(log)
    await publish(log, test, 3, {}, session)
    const stored = await test.sql(`select * from ${logTable} order by seq`)
    await log.settle(session, [
      { sequence: 1, outcome: 'retry', delay: 0, error: 'busy' },
      { sequence: 2, outcome: 'exhausted', error: 'refused' },
      { sequence: 3, outcome: 'released' },
    ])
    await log.replayExhausted({ all: true })
    expect(await claim(log, session)).toEqual([1, 2, 3])
    expect(await test.sql(`select * from ${logTable} order by seq`)).toEqual(stored)
  })

  test('keeps an error to a length that can be copied with its row', async () => {
    await using given = await create()
    const { log, test } = given
    const session = await openSession(log)
    await publish(log, test, 1, {}, session)
    await log.settle(session, [{ sequence: 1, outcome: 'exhausted', error: 'x'.repeat(100_000) }])
    const [listed] = await log.listExhausted({ limit: 1 })
    expect(listed?.lastError).toHaveLength(4_000)
    expect(listed?.lastError.endsWith('x…')).toBe(true)
  })
})

describe('a settlement on PostgreSQL', () => {
  test('that is overtaken by a takeover changes nothing', async () => {
    await using given = await postgresLog()
    const { log, test } = given
    const paused = await openSession(log)
    await publish(log, test, 2, {}, paused)
    // The rows are being taken over at this moment; the session was ended before that.
    const takeover = await test.begin()
    await takeover.sql.query(`select seq from ${queue} for update`, [])
    const settling = Promise.all([
      settlePublished(log, paused, [1]),
      log.settle(paused, [{ sequence: 2, outcome: 'exhausted', error: 'refused' }]),
    ])
    await test.lockWaits(2)
    await test.sql(`update ${sessions} set ended_at = 1 where id = ${paused}`)
    const other = await openSession(log)
    await takeover.sql.execute(`update ${queue} set session = ${other}`, [])
    await takeover.commit()
    expect(await settling).toEqual([1, { lost: 1 }])
    expect(await settlePublished(log, other, [1, 2])).toBe(0)
  })
})
