import {
  createPostgresDatabase,
  cutAtCommit,
  eventually,
  type PostgresDatabase,
  tcpProxy,
} from 'testing-databases'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

let database: PostgresDatabase
let to: { host: string; port: number }

beforeEach(async () => {
  database = await createPostgresDatabase()
  const { hostname, port } = new URL(database.url)
  to = { host: hostname, port: Number(port || 5432) }
  await database.pool().query('create table t (id int)')
})

afterEach(() => database.drop())

const rows = async (): Promise<unknown[]> => (await database.pool().query('select id from t')).rows

describe('the TCP proxy', () => {
  it('cuts the connections that stand, and accepts new ones', async () => {
    await using proxy = await tcpProxy({ to })
    const pool = database.pool({ connectionString: proxy.through(database.url) })
    const running = pool.query('select pg_sleep(20)')
    const failed = expect(running).rejects.toThrow(/terminated|ECONNRESET/)
    await eventually(() => proxy.connections === 1)
    proxy.cut()
    await failed
    expect((await pool.query('select 1')).rowCount).toBe(1)
  })

  it('holds the answers back until it is released', async () => {
    await using proxy = await tcpProxy({ to })
    const client = await database.pool({ connectionString: proxy.through(database.url) }).connect()
    proxy.holdServerToClient()
    let answered = false
    const insert = client.query('insert into t values (1)').then(() => (answered = true))
    await eventually(async () => (await rows()).length === 1)
    expect(answered).toBe(false)
    proxy.release()
    await insert
    client.release()
  })

  it('holds the requests back until it is released', async () => {
    await using proxy = await tcpProxy({ to })
    const client = await database.pool({ connectionString: proxy.through(database.url) }).connect()
    proxy.holdClientToServer()
    const insert = client.query('insert into t values (1)')
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(await rows()).toEqual([])
    proxy.release()
    await insert
    client.release()
  })

  it('refuses new connections while it is told to', async () => {
    await using proxy = await tcpProxy({ to })
    const pool = database.pool({ connectionString: proxy.through(database.url) })
    proxy.refuse()
    await expect(pool.query('select 1')).rejects.toThrow(/terminated|ECONNRESET/)
    proxy.accept()
    expect((await pool.query('select 1')).rowCount).toBe(1)
  })
})

describe.each(['simple', 'extended'] as const)(
  'a connection cut at a COMMIT by the %s protocol',
  (protocol) => {
    it.each([
      { reaches: 'server' as const, outcome: [{ id: 1 }] },
      { reaches: 'nobody' as const, outcome: [] },
    ])('that reaches $reaches', async ({ reaches, outcome }) => {
      const cut = cutAtCommit({ reaches })
      await using proxy = await tcpProxy({ to, onClientData: cut.onClientData })
      const client = await database
        .pool({ connectionString: proxy.through(database.url) })
        .connect()
      await client.query('begin')
      await client.query('commit')
      await client.query('begin')
      await client.query('insert into t values (1)')
      cut.arm()
      const commit =
        protocol === 'simple'
          ? client.query('commit')
          : client.query({ text: 'commit', queryMode: 'extended' } as never)
      await expect(commit).rejects.toThrow(/terminated|ECONNRESET/)
      await cut.happened
      client.release(true)
      expect(await rows()).toEqual(outcome)
    })
  },
)
