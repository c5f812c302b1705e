import { eventually, poolSql } from 'testing-databases'
import type { SqlExecutor } from 'uow'
import { describe, expect, test } from 'vitest'
import { eventLogMigrations, sqlInbox, tableNames } from '../../src/index.ts'
import type { PostgresTestDatabase } from '../support/databases.ts'
import {
  day,
  deliveryOf,
  type GivenInbox,
  postgresInbox,
  record,
  recordAlone,
  week,
} from '../support/given-inbox.ts'
import { migrate } from '../support/scene.ts'

const names = tableNames()
const old = { date: Date.now() - week - day }

describe('a record on PostgreSQL', () => {
  test('is one statement, whatever it answers', async () => {
    await using given = await postgresInbox()
    const { inbox, test } = given
    const asked: string[] = []
    const counting = (sql: SqlExecutor): SqlExecutor => ({
      ...sql,
      async query(text, parameters) {
        asked.push(text)
        return await sql.query(text, parameters)
      },
    })
    const delivery = deliveryOf()
    const ask = (each = delivery): ReturnType<typeof record> =>
      test.database.transaction((sql) => record(inbox, counting(sql), each))
    expect([await ask(), await ask(), await ask(deliveryOf(old))]).toEqual([
      'recorded',
      'handled',
      'outsideWindow',
    ])
    expect(asked).toHaveLength(3)
  })

  test.each([
    { meanwhile: 'it is recorded', when: 'in time', of: {}, answer: 'handled' },
    { meanwhile: 'it is recorded', when: 'too late', of: old, answer: 'handled' },
    { meanwhile: 'its record is deleted', when: 'too late', of: old, answer: 'outsideWindow' },
    { meanwhile: 'it is attempted', when: 'too late', of: old, answer: 'recorded' },
  ] as const)(
    'goes by what is there when it has the lock: $meanwhile meanwhile, $when: $answer',
    async ({ answer, meanwhile, of }) => {
      await using given = await postgresInbox()
      const { inbox, test } = given
      const delivery = deliveryOf(of)
      const accepted = { ...delivery, outsideWindow: 'accept' } as const
      if (meanwhile === 'its record is deleted') await recordAlone(inbox, test, accepted)
      const { answered, goOn } = await stopped(given, (sql) => record(inbox, sql, delivery))

      if (meanwhile === 'it is attempted') await inbox.beginAttempt(accepted)
      else if (meanwhile === 'it is recorded') await recordAlone(inbox, test, accepted)
      else await test.sql(`delete from ${names.inbox}`)
      await goOn()
      expect(await answered).toBe(answer)
    },
  )

  test.each([
    { ends: 'commit', answer: 'handled' },
    { ends: 'rollback', answer: 'recorded' },
  ] as const)(
    'is still the only one without the lock, after a $ends: $answer',
    async ({ answer, ends }) => {
      await using given = await postgresInbox()
      const { inbox, test } = given
      await withoutLock(test)
      const delivery = deliveryOf()
      const first = await test.begin()
      expect(await record(inbox, first.sql, delivery)).toBe('recorded')
      const second = recordAlone(inbox, test, delivery)
      await test.lockWaits(1)
      await first[ends]()
      expect(await second).toBe(answer)
    },
  )

  test('does not touch the row of who handles the event, and so waits for nobody', async () => {
    await using given = await postgresInbox()
    const { inbox, test } = given
    const delivery = deliveryOf()
    await inbox.beginAttempt(delivery)
    const handling = await test.begin()
    expect(await record(inbox, handling.sql, delivery)).toBe('recorded')
    const others = [delivery, { ...delivery, ...old }].map(async (each) => [
      await recordAlone(inbox, test, each),
      await inbox.beginAttempt(each),
    ])
    expect((await Promise.all(others)).flat()).toEqual(Array(4).fill('busy'))
    await handling.commit()
    expect(await recordAlone(inbox, test, delivery)).toBe('handled')
  })

  test('waits for a cleaner that has begun, and stands after it', async () => {
    await using given = await postgresInbox()
    const { inbox, test } = given
    const delivery = deliveryOf({ outsideWindow: 'accept' })
    await inbox.beginAttempt(delivery)
    await test.sql(`update ${names.inbox} set expires_at = 1`)
    const cleaning = await test.begin()
    const cleaner = sqlInbox({ database: { ...test.database, ...cleaning.sql } })
    expect(await cleaner.deleteExpired({ limit: 10 })).toEqual({ deleted: 1, more: false })
    const recording = recordAlone(inbox, test, delivery)
    await test.lockWaits(1)
    await cleaning.commit()
    expect(await recording).toBe('recorded')
    expect(await recordAlone(inbox, test, delivery)).toBe('handled')
  })

  test('is not made for an event whose window ended while it waited for the cleaner', async () => {
    await using given = await postgresInbox()
    const { inbox, test } = given
    // The cleaner's transaction stays open longer than the window of what it deletes.
    const delivery = deliveryOf({ window: 1_500 })
    await recordAlone(inbox, test, delivery)
    const cleaning = await test.begin()
    await cleaning.sql.execute(`delete from ${names.inbox}`, [])
    const recording = recordAlone(inbox, test, delivery).catch((error: unknown) => error)
    await test.lockWaits(1)
    const attempting = inbox.beginAttempt(delivery)
    await eventually(async () => {
      const [row] = await test.sql('select extract(epoch from clock_timestamp()) * 1000 as now')
      return Number(row?.['now']) > delivery.date + delivery.window
    })
    await cleaning.commit()
    expect(await recording).toMatchObject({ code: '40001' })
    expect(await attempting).toBe('busy')
    expect(await recordAlone(inbox, test, delivery)).toBe('outsideWindow')
  })

  test('is not in the way of a service with tables of the same names in another schema', async () => {
    await using given = await postgresInbox()
    const { inbox, test } = given
    await test.sql('create schema other')
    const elsewhere = poolSql(test.postgres.pool({ options: '-c search_path=other' }))
    await migrate({ database: elsewhere })
    const delivery = deliveryOf()
    const handling = await test.begin()
    expect(await record(inbox, handling.sql, delivery)).toBe('recorded')
    const theirs = sqlInbox({ database: elsewhere })
    expect(await recordAlone(theirs, { database: elsewhere }, delivery)).toBe('recorded')
    await handling.rollback()
  })

  test('commits with the unit of work’s own durability', async () => {
    await using given = await postgresInbox()
    const { inbox, test } = given
    const asked = `select current_setting('synchronous_commit') as commit`
    const settings = await test.database.transaction(async (sql) => {
      await sql.execute(`set local synchronous_commit = remote_write`, [])
      await record(inbox, sql, deliveryOf())
      return await sql.query(asked, [])
    })
    expect(settings).toEqual([{ commit: 'remote_write' }])
  })

  test('of a transaction stricter than read committed fails as a conflict, rather than twice', async () => {
    await using given = await postgresInbox()
    const { inbox, test } = given
    const delivery = deliveryOf()
    const strict = await test.begin('isolation level repeatable read')
    await strict.sql.query('select 1 as one', [])
    expect(await recordAlone(inbox, test, delivery)).toBe('recorded')
    await expect(record(inbox, strict.sql, delivery)).rejects.toMatchObject({ code: '40001' })
    await strict.rollback()
  })
})

/** Stops a statement that asks for a record between its snapshot and its first look. */
async function stopped<T>(
  { test }: GivenInbox<PostgresTestDatabase>,
  ask: (sql: SqlExecutor) => Promise<T>,
): Promise<{ readonly answered: Promise<T>; readonly goOn: () => Promise<void> }> {
  const gate = await test.begin()
  await gate.sql.query('select pg_advisory_lock(1)', [])
  const answered = test.database.transaction((sql) =>
    ask({
      ...sql,
      query: (text, parameters) =>
        sql.query(
          `with stop as materialized (select pg_advisory_lock_shared(1), pg_advisory_unlock_shared(1))
           ${text} from stop`,
          parameters,
        ),
    }),
  )
  await test.lockWaits(1)
  const goOn = async (): Promise<void> => {
    await gate.sql.query('select pg_advisory_unlock(1)', [])
    await gate.commit()
  }
  return { answered, goOn }
}

/** Makes the functions anew, as if everybody always had the lock. */
async function withoutLock(test: PostgresTestDatabase): Promise<void> {
  await test.sql(
    `create function always (key bigint) returns boolean language sql as 'select true'`,
  )
  for (const statement of eventLogMigrations[1]!.up('postgres', names)) {
    if (!statement.includes('create function')) continue
    await test.sql(
      statement
        .replace('create function', 'create or replace function')
        .replace('pg_try_advisory_xact_lock', 'always'),
    )
  }
}
