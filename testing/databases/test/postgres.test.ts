import process from 'node:process'
import {
  createPostgresDatabase,
  eventually,
  type PostgresDatabase,
  spawnScript,
  startPostgres,
} from 'testing-databases'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { sweepOrphanedServers } from '../src/server-folder.ts'
import { tolerantPool } from '../src/postgres-database.ts'

let database: PostgresDatabase

beforeEach(async () => {
  database = await createPostgresDatabase()
})

afterEach(() => database.drop())

describe('the shared PostgreSQL server', () => {
  it('is known to tests and to the processes that they start', () => {
    expect(inject('postgresUrl')).toMatch(/^postgres(ql)?:/)
    expect(process.env['TEST_PG_URL']).toBe(inject('postgresUrl'))
  })

  it('gives each database its own tables', async () => {
    await using other = await createPostgresDatabase()
    await database.pool().query('create table t (id int)')
    const { rows } = await other.pool().query(`select to_regclass('t') as found`)
    expect(rows).toEqual([{ found: null }])
  })

  it('keeps commits synchronous, as the library demands of its database', async () => {
    const { rows } = await database.pool().query('show synchronous_commit')
    expect(rows).toEqual([{ synchronous_commit: 'on' }])
  })

  it('drops a database that still has connections in use, and drops it once', async () => {
    const client = await database.pool().connect()
    await client.query('begin')
    await Promise.all([database.drop(), database.drop()])
    await expect(client.query('select 1')).rejects.toThrow(/terminat|connection error/)
    client.release(true)
  })

  it('survives the cut of an idle connection and of one in use', async () => {
    const pool = database.pool()
    const [idle, used] = await Promise.all([pool.connect(), pool.connect()])
    idle.release()
    await pool.query('select 1')
    await using admin = await createPostgresDatabase()
    await admin
      .pool()
      .query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
        database.name,
      ])
    await expect(used.query('select 1')).rejects.toThrow(/terminat|connection error/)
    used.release(true)
    await eventually(() => pool.query('select 1'))
  })
})

describe('a PostgreSQL server of its own', () => {
  it('takes settings, and keeps its address and its data over a restart', async () => {
    await using server = await startPostgres({ settings: { timezone: 'Asia/Shanghai' } })
    await using own = await createPostgresDatabase({ server })
    const pool = own.pool()
    await pool.query('create table t as select 1 as id')
    await server.restart()
    const { rows } = await eventually(() =>
      pool.query(`select id, current_setting('timezone') as zone from t`),
    )
    expect(rows).toEqual([{ id: 1, zone: 'Asia/Shanghai' }])
  })

  it('is swept by the next run when its process was killed', async () => {
    const script = spawnScript(new URL('scripts/server.ts', import.meta.url))
    const { url } = await script.waitFor('server')
    await script.kill()
    const pool = tolerantPool({ connectionString: url })
    expect((await pool.query('select 1')).rowCount).toBe(1)
    await sweepOrphanedServers()
    await expect(pool.query('select 1')).rejects.toThrow(/ECONNREFUSED/)
    await pool.end()
  })

  it('is left alone by a sweep while its process lives', async () => {
    await using server = await startPostgres()
    await sweepOrphanedServers()
    const pool = tolerantPool({ connectionString: server.url })
    expect((await pool.query('select 1')).rowCount).toBe(1)
    await pool.end()
  })

  it('fails with what PostgreSQL said when it cannot start', async () => {
    await expect(startPostgres({ settings: { shared_buffers: 'plenty' } })).rejects.toThrow(
      /PostgreSQL did not start.*TEST_PG_URL.*shared_buffers/s,
    )
  })
})
