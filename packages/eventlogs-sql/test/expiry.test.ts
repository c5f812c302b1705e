import { describe, expect, test } from 'vitest'
import { tableNames } from '../src/index.ts'
import { postgresLog, sqliteLog } from './support/given-log.ts'
import { openSession, publish, settlePublished } from './support/scene.ts'

const { log: logTable } = tableNames()

describe.each([
  { dialect: 'PostgreSQL', create: postgresLog },
  { dialect: 'SQLite', create: sqliteLog },
])('the cleaning on $dialect', ({ create }) => {
  test('reads a bounded part of the log at a time, and gets past old events that must stay', async () => {
    await using given = await create()
    const { log, test } = given
    const session = await openSession(log)
    await publish(log, test, 2_500)
    const published = await publish(log, test, 15, {}, session)
    await settlePublished(log, session, published)
    await test.sql(`update ${logTable} set created_at = created_at - 10000`)
    const request = { published: 5_000, exhausted: null, limit: 10 }
    const calls = []
    for (let call = 0; call < 4; call++) calls.push(await log.deleteExpired(request))
    expect(calls).toEqual([
      { deleted: 0, more: true },
      { deleted: 0, more: true },
      { deleted: 10, more: true },
      { deleted: 5, more: false },
    ])
    const [left] = await test.sql(`select count(*) as count from ${logTable}`)
    expect(Number(left?.['count'])).toBe(2_500)
  })

  test('begins at the head again in its next round', async () => {
    await using given = await create()
    const { log, test } = given
    const session = await openSession(log)
    const head = await publish(log, test, 2, {}, session)
    await publish(log, test, 1_500)
    await test.sql(`update ${logTable} set created_at = created_at - 10000`)
    const request = { published: 5_000, exhausted: null, limit: 10 }
    const round = async (): Promise<number> => {
      for (let deleted = 0; ;) {
        const result = await log.deleteExpired(request)
        deleted += result.deleted
        if (!result.more) return deleted
      }
    }
    expect(await round()).toBe(0)
    await settlePublished(log, session, head)
    expect(await round()).toBe(2)
  })
})

describe('the cleaning on PostgreSQL', () => {
  test('leaves an event alone that is being replayed at this moment', async () => {
    await using given = await postgresLog()
    const { log, test } = given
    const session = await openSession(log)
    await publish(log, test, 1, {}, session)
    await log.settle(session, [{ sequence: 1, outcome: 'exhausted', error: 'refused' }])
    await test.sql(`update ${logTable} set created_at = created_at - 10000`)
    await test.sql(`update ${tableNames().exhausted} set exhausted_at = exhausted_at - 10000`)
    const replaying = await test.begin()
    await replaying.sql.execute(`select seq from ${tableNames().exhausted} for update`, [])
    const request = { published: 5_000, exhausted: 5_000, limit: 10 }
    expect(await log.deleteExpired(request)).toEqual({ deleted: 0, more: false })
    await replaying.rollback()
    expect(await log.deleteExpired(request)).toEqual({ deleted: 1, more: false })
  })
})
