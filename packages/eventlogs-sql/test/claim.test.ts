import { eventually, poolSql } from 'testing-databases'
import { describe, expect, test } from 'vitest'
import { sqlEventLog, tableNames, UndecodableRowError } from '../src/index.ts'
import { postgresLog, sqliteLog } from './support/given-log.ts'
import { claim, openSession, publish, settlePublished } from './support/scene.ts'

const { log: logTable, queue } = tableNames()

describe('a claim on PostgreSQL', () => {
  test('is a HOT update: it touches no index', async () => {
    await using given = await postgresLog()
    const pool = given.test.postgres.pool({ max: 1 })
    const log = sqlEventLog({ database: poolSql(pool) })
    await publish(log, given.test, 1_000)
    for (let round = 0; round < 2; round++) {
      const session = await openSession(log)
      for (let batch = 0; batch < 10; batch++) expect(await claim(log, session)).toHaveLength(100)
      await log.endSession(session)
    }
    // A connection reports what it did when it ends, at the latest.
    await pool.end()
    const other = given.test.postgres.pool({ max: 1 })
    await eventually(async () => {
      const { rows } = await other.query(
        `select n_tup_upd::int as updates, n_tup_hot_upd::int as hot
         from pg_stat_user_tables where relid = '${queue}'::regclass`,
      )
      expect(rows).toEqual([{ updates: 2_000, hot: 2_000 }])
    })
  })

  test(
    'skips what another transaction has locked, and does not wait for it',
    { timeout: 5_000 },
    async () => {
      await using given = await postgresLog()
      const { log, test } = given
      await publish(log, test, 5)
      const session = await openSession(log)
      const other = await test.begin()
      await other.sql.query(`select seq from ${queue} where seq in (1, 3) for update`, [])
      expect(await claim(log, session)).toEqual([2, 4, 5])
      await other.rollback()
      expect(await claim(log, session)).toEqual([1, 3])
    },
  )

  test('skips a retry that another transaction is about to take', { timeout: 5_000 }, async () => {
    await using given = await postgresLog()
    const { log, test } = given
    const mine = await openSession(log)
    const sequences = await publish(log, test, 2, {}, mine)
    await log.settle(
      mine,
      sequences.map((sequence) => ({ sequence, outcome: 'retry', delay: 0, error: 'busy' })),
    )
    const other = await test.begin()
    await other.sql.query(`select seq from ${tableNames().waiting} where seq = 1 for update`, [])
    expect(await claim(log, mine)).toEqual([2])
    await other.rollback()
    expect(await claim(log, mine)).toEqual([1])
  })

  test('leaves a row to a session that it is too early to see', async () => {
    await using given = await postgresLog()
    const { log, test } = given
    await publish(log, test, 1)
    const early = await openSession(log)

    // A policy makes a claim stop between its snapshot and its first lock, where a test asks for it.
    const role = `claimer_${test.postgres.name}`
    await test.sql(`create role ${role} in role pg_read_all_data, pg_write_all_data`)
    await test.sql(`alter table ${queue} enable row level security`)
    await test.sql(`create function stop_here() returns boolean language plpgsql as $$ begin
      if current_setting('test.stops', true) = 'yes' then
        perform pg_advisory_lock_shared(1), pg_advisory_unlock_shared(1);
      end if;
      return true;
    end $$`)
    await test.sql(`create policy stopping on ${queue} using (stop_here())`)
    const stopping = sqlEventLog({
      database: poolSql(
        test.postgres.pool({ options: `-c test.stops=yes -c role=${role}`, max: 2 }),
      ),
    })
    const gate = await test.begin()
    await gate.sql.query('select pg_advisory_lock(1)', [])

    const claiming = claim(stopping, early)
    await test.lockWaits(1)
    const late = await openSession(log)
    expect(await claim(log, late)).toEqual([1])
    await gate.sql.query('select pg_advisory_unlock(1)', [])
    await gate.commit()

    expect(await claiming).toEqual([])
    expect(await settlePublished(log, late, [1])).toBe(0)
    await test.sql(`drop owned by ${role}`)
    await test.sql(`drop role ${role}`)
  })

  test('works where transactions are stricter than read committed by default', async () => {
    await using given = await postgresLog()
    const { log, test } = given
    await publish(log, test, 300)
    const strict = test.postgres.pool({
      options: '-c default_transaction_isolation=serializable',
    })
    const logs = [0, 1, 2].map(() => sqlEventLog({ database: poolSql(strict) }))
    const claimed = await Promise.all(
      logs.map(async (each) => {
        const session = await openSession(each)
        const taken: number[] = []
        for (;;) {
          const batch = await claim(each, session, { limit: 10 })
          taken.push(...batch)
          if (batch.length === 0) return taken
          expect(await settlePublished(each, session, batch)).toBe(0)
        }
      }),
    )
    expect(claimed.flat().toSorted((one, other) => one - other)).toEqual(
      Array.from({ length: 300 }, (_, index) => index + 1),
    )
  })
})

describe.each([
  { dialect: 'PostgreSQL', create: postgresLog },
  { dialect: 'SQLite', create: sqliteLog },
])('a claim on $dialect', ({ create }) => {
  test('brings a row without its event to light, beside the good ones', async () => {
    await using given = await create()
    const { log, test } = given
    await publish(log, test, 3)
    await test.sql(`delete from ${logTable} where seq = 2`)
    const session = await openSession(log)
    const { events, undecodable } = await log.claim({ session, limit: 10 })
    expect(events.map(({ sequence }) => sequence)).toEqual([1, 3])
    expect(undecodable).toEqual([
      { sequence: 2, attempts: 1, topic: 'orders.placed', error: expect.any(UndecodableRowError) },
    ])
    await log.settle(session, [{ sequence: 2, outcome: 'exhausted', error: 'not an event' }])
    const [listed] = await log.listExhausted({ limit: 10 })
    expect(listed).toMatchObject({ sequence: 2, lastError: 'not an event' })
  })

  test.each([
    { headers: '[]', reason: /no JSON object of strings/ },
    { headers: 'null', reason: /no JSON object of strings/ },
    { headers: '{"retries":3}', reason: /no JSON object of strings/ },
    { headers: '', reason: /no JSON/ },
  ])('takes headers $headers for damaged', async ({ headers, reason }) => {
    await using given = await create()
    const { log, test } = given
    await publish(log, test, 1)
    await test.sql(`update ${logTable} set headers = '${headers}'`)
    const { events, undecodable } = await log.claim({ session: await openSession(log), limit: 1 })
    expect(events).toEqual([])
    expect(String(undecodable[0]?.error)).toMatch(reason)
  })

  test('lets a flood of retries starve nothing that is new', async () => {
    await using given = await create()
    const { log, test } = given
    const session = await openSession(log)
    const failed = await publish(log, test, 12, { topic: 'broken' }, session)
    await log.settle(
      session,
      failed.map((sequence) => ({ sequence, outcome: 'retry', delay: 0, error: 'busy' })),
    )
    await publish(log, test, 4, { topic: 'fine' })
    const topics: string[] = []
    for (let round = 0; round < 2; round++) {
      const { events } = await log.claim({ session, limit: 4 })
      topics.push(...events.map(({ event }) => event.topic))
    }
    expect(topics.filter((topic) => topic === 'fine')).toHaveLength(2)
  })
})
