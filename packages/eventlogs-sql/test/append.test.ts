import { describe, expect, test } from 'vitest'
import { tableNames } from '../src/index.ts'
import { appendChunks } from '../src/append-chunks.ts'
import { postgresLog, sqliteLog } from './support/given-log.ts'
import { append, openSession, outgoingEvent } from './support/scene.ts'

const { log: logTable, queue, session: sessions } = tableNames()

describe('chunks of an append', () => {
  const entry = (data = '1'): { event: ReturnType<typeof outgoingEvent>; owned: boolean } => ({
    event: outgoingEvent({ data }),
    owned: false,
  })

  test('hold 1,000 rows at most, and all of them in order', () => {
    const entries = Array.from({ length: 2_001 }, () => entry())
    const chunks = appendChunks(entries)
    expect(chunks.map(({ length }) => length)).toEqual([1_000, 1_000, 1])
    expect(chunks.flat()).toEqual(entries)
  })

  test('hold 4 MB at most, unless a single event is larger', () => {
    const megabytes = (count: number): string => 'x'.repeat(count * 1024 * 1024)
    const chunks = appendChunks([3, 1, 1, 9, 1].map((count) => entry(megabytes(count))))
    expect(chunks.map(({ length }) => length)).toEqual([2, 1, 1, 1])
  })

  test('are none for no events', () => {
    expect(appendChunks([])).toEqual([])
  })
})

describe.each([
  { dialect: 'PostgreSQL', create: postgresLog, statements: 1 },
  { dialect: 'SQLite', create: sqliteLog, statements: 2 },
])('an append on $dialect', ({ create, statements }) => {
  test.each([{ count: 1 }, { count: 50 }])(
    `of $count events is ${statements} statement(s)`,
    async ({ count }) => {
      await using given = await create()
      const { log, test } = given
      let sent = 0
      await test.database.transaction(async (sql) => {
        const counting = {
          dialect: sql.dialect,
          query: (async (text, parameters) => {
            sent += 1
            return await sql.query(text, parameters)
          }) as typeof sql.query,
          execute: async (text: string, parameters: Parameters<typeof sql.execute>[1]) => {
            sent += 1
            return await sql.execute(text, parameters)
          },
        }
        const events = Array.from({ length: count }, () => outgoingEvent())
        await append(log, counting, events)
      })
      expect(sent).toBe(statements)
      const [stored] = await test.sql(`select count(*) as count from ${queue}`)
      expect(Number(stored?.['count'])).toBe(count)
    },
  )

  test.each([{ count: 1 }, { count: 3 }])(
    'of $count events under a session that was declared dead makes no event of a dead one',
    async ({ count }) => {
      await using given = await create()
      const { log, test } = given
      const paused = await openSession(log)
      await test.sql(`update ${sessions} set ended_at = 1, expired = (1 = 1) where id = ${paused}`)
      const events = Array.from({ length: count }, () => outgoingEvent())
      const appended = await test.database.transaction((sql) => append(log, sql, events, paused))
      expect(appended.map(({ owned }) => owned)).toEqual(events.map(() => false))
      const rows = await test.sql(`select session, attempts from ${queue}`)
      expect(rows).toEqual(events.map(() => ({ session: null, attempts: 0 })))
    },
  )

  test('keeps an empty key apart from none', async () => {
    await using given = await create()
    const { log, test } = given
    const keys = ['', null, '=', '']
    const events = keys.map((key) => outgoingEvent({ key }))
    await test.database.transaction((sql) => append(log, sql, events))
    const rows = await test.sql(
      `select l.key, q.key as queued from ${logTable} l join ${queue} q on q.seq = l.seq order by l.seq`,
    )
    expect(rows).toEqual(keys.map((key) => ({ key, queued: key })))
  })
})

describe('an append on PostgreSQL', () => {
  test('leaves an order that concurrent commits can’t make a reader skip', async () => {
    await using given = await postgresLog()
    const { log, test } = given
    // A reader that goes by (transaction, seq), and stops where transactions may still run.
    const seen: string[] = []
    let after = '(0, 0)'
    const read = async (): Promise<void> => {
      const rows = await test.sql(`select seq, transaction_id, topic from ${logTable}
        where (transaction_id, seq) > ${after}
          and transaction_id < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
        order by transaction_id, seq`)
      for (const { seq, topic, transaction_id: id } of rows) {
        seen.push(String(topic))
        after = `(${String(id)}, ${String(seq)})`
      }
    }
    const late = await test.begin()
    await append(log, late.sql, [outgoingEvent({ topic: 'late' })])
    for (const topic of ['early', 'next']) {
      await test.database.transaction((sql) => append(log, sql, [outgoingEvent({ topic })]))
      await read()
    }
    expect(seen).toEqual([])
    await late.commit()
    await read()
    expect(seen).toEqual(['late', 'early', 'next'])
  })
})
