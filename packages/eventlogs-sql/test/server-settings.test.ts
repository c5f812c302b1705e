import type pg from 'pg'
import { type PostgresServer, startPostgres } from 'testing-databases'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { sqlEventLog, tableNames } from '../src/index.ts'
import { type PostgresTestDatabase, postgresTestDatabase } from './support/databases.ts'
import {
  append,
  claim,
  lease,
  migrate,
  openSession,
  outgoingEvent,
  publish,
  settlePublished,
} from './support/scene.ts'

const { log: logTable, session: sessions } = tableNames()

describe('on a server far from UTC, with two-phase commit', () => {
  let server: PostgresServer
  let given: PostgresTestDatabase

  beforeAll(async () => {
    server = await startPostgres({
      settings: { timezone: 'Asia/Shanghai', max_prepared_transactions: '5' },
    })
    given = await postgresTestDatabase({ server })
    await migrate(given)
  })
  afterAll(async () => {
    await server.destroy()
  })

  test('leases, due times and ages are the same milliseconds everywhere', async () => {
    const log = sqlEventLog({ database: given.database })
    const session = await openSession(log)
    await publish(log, given, 2, {}, session)
    await log.settle(session, [
      { sequence: 1, outcome: 'retry', delay: 0, error: 'busy' },
      { sequence: 2, outcome: 'retry', delay: lease, error: 'busy' },
    ])
    expect(await claim(log, session)).toEqual([1])
    const [row] = await given.sql(
      `select s.lease_until, l.created_at from ${sessions} s, ${logTable} l`,
    )
    expect(Math.abs(Number(row?.['lease_until']) - lease - Date.now())).toBeLessThan(60_000)
    expect(Math.abs(Number(row?.['created_at']) - Date.now())).toBeLessThan(60_000)
    expect(await log.renewSession(await openSession(log), lease)).toEqual({ alive: true, ended: 0 })
    await log.endSession(session)
    await given.sql(`truncate ${logTable}, ${tableNames().queue}, ${tableNames().waiting}`)
  })

  test('the floor waits for a transaction that was prepared, also across a restart', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    try {
      const log = sqlEventLog({ database: given.database })
      const session = await openSession(log)
      const recent = async (): Promise<readonly number[]> => {
        vi.advanceTimersByTime(1_000)
        return await claim(log, session, { scan: 'recent' })
      }
      const client: pg.PoolClient = await given.pool.connect()
      await client.query('begin')
      const sql = {
        dialect: 'postgres' as const,
        query: async (text: string, parameters: readonly unknown[]) =>
          (await client.query(text, [...parameters])).rows,
        execute: async () => 0,
      }
      const [late] = await append(log, sql, [outgoingEvent()])
      const others = await publish(log, given, 2)
      expect(await recent()).toEqual(others)
      await settlePublished(log, session, others)
      await client.query(`prepare transaction 'late'`)
      client.release()
      // From then on its locks go by another name.
      await server.restart()
      for (let round = 0; round < 3; round++) expect(await recent()).toEqual([])
      await given.sql(`commit prepared 'late'`)
      expect(await recent()).toEqual([late?.sequence])
    } finally {
      vi.useRealTimers()
    }
  })
})
