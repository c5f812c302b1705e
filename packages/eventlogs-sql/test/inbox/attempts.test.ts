import { eventually, poolSql } from 'testing-databases'
import { describe, expect, test } from 'vitest'
import { sqlInbox, tableNames } from '../../src/index.ts'
import { deliveryOf, postgresInbox, record, recordAlone } from '../support/given-inbox.ts'

const { inbox: table } = tableNames()

describe('an attempt on PostgreSQL', () => {
  test('does not wait for the disk, and leaves everything after it durable', async () => {
    await using given = await postgresInbox()
    const { inbox, test } = given
    const pool = test.postgres.pool({ max: 1, options: '-c synchronous_commit=local' })
    const asked = `select current_setting('synchronous_commit') as commit`
    const sql = poolSql(pool)
    const inside = await sql.transaction(async (own) => {
      await sqlInbox({ database: { ...sql, ...own } }).beginAttempt(deliveryOf())
      return await own.query(asked, [])
    })
    expect(inside).toEqual([{ commit: 'off' }])
    await sqlInbox({ database: sql }).beginAttempt(deliveryOf())
    expect(await sql.query(asked, [])).toEqual([{ commit: 'local' }])
    expect(await inbox.beginAttempt(deliveryOf())).toBe(1)
  })

  test('is counted also where transactions are stricter than read committed by default', async () => {
    await using given = await postgresInbox()
    const { inbox, test } = given
    const strict = test.postgres.pool({
      options: '-c default_transaction_isolation=serializable',
    })
    const delivery = deliveryOf()
    expect(await inbox.beginAttempt(delivery)).toBe(1)
    const takingBack = await test.begin()
    await sqlInbox({ database: { ...test.database, ...takingBack.sql } }).withdrawAttempt(delivery)
    const counting = sqlInbox({ database: poolSql(strict) }).beginAttempt(delivery)
    await test.lockWaits(1)
    await takingBack.commit()
    expect(await counting).toBe(1)
  })

  test('is not begun at an event whose window ended while it waited for the cleaner', async () => {
    await using given = await postgresInbox()
    const { inbox, test } = given
    const delivery = deliveryOf({ window: 1_500 })
    await recordAlone(inbox, test, delivery)
    const cleaning = await test.begin()
    await cleaning.sql.execute(`delete from ${table}`, [])
    const attempting = inbox.beginAttempt(delivery)
    await test.lockWaits(1)
    await eventually(async () => {
      const [row] = await test.sql('select extract(epoch from clock_timestamp()) * 1000 as now')
      return Number(row?.['now']) > delivery.date + delivery.window
    })
    await cleaning.commit()
    expect(await attempting).toBe('outsideWindow')
    expect(await test.sql(`select attempts from ${table}`)).toEqual([])
  })

  test.each([
    { what: 'taken back', method: 'withdrawAttempt' },
    { what: 'forgotten', method: 'forgetAttempts' },
  ] as const)(
    'is not $what while somebody handles the event, whom nobody waits for',
    { timeout: 5_000 },
    async ({ method }) => {
      await using given = await postgresInbox()
      const { inbox, test } = given
      const delivery = deliveryOf()
      await inbox.beginAttempt(delivery)
      const handling = await test.begin()
      expect(await record(inbox, handling.sql, delivery)).toBe('recorded')
      await inbox[method](delivery)
      await handling.commit()
      expect(await recordAlone(inbox, test, delivery)).toBe('handled')
      expect(await test.sql(`select attempts from ${table}`)).toEqual([{ attempts: 1 }])
    },
  )
})
