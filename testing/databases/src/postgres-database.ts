import { randomUUID } from 'node:crypto'
import process from 'node:process'
import pg from 'pg'

/** A throwaway PostgreSQL database. */
export interface PostgresDatabase extends AsyncDisposable {
  readonly name: string
  readonly url: string
  /**
   * A pool of connections to it, 10 at most unless the options say otherwise. A connection that is
   * cut does not end the process, as it would with a bare pool. `drop()` ends the pool.
   */
  pool(options?: pg.PoolConfig): pg.Pool
  /** Ends the pools handed out, cuts every other connection, and drops the database. */
  drop(): Promise<void>
}

export interface CreatePostgresDatabaseOptions {
  /** The server to create it on. Default: the one that the test run shares. */
  readonly server?: { readonly url: string }
}

/** Creates a fresh, empty database: cheap enough, at some 20 ms, for one per test. */
export async function createPostgresDatabase(
  options: CreatePostgresDatabaseOptions = {},
): Promise<PostgresDatabase> {
  const serverUrl = options.server?.url ?? sharedServerUrl()
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await administer(serverUrl, async (client) => {
    // Copying files beats copying through the write-ahead log, which is the default.
    const { rows } = await client.query('show server_version_num')
    const strategy = Number(rows[0].server_version_num) >= 150_000 ? 'strategy file_copy' : ''
    await client.query(`create database ${name} ${strategy}`)
  })
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  const pools = new Set<pg.Pool>()
  let dropped: Promise<void> | undefined

  const drop = async (): Promise<void> => {
    // A connection that a test leaked would hold up `end()` for ever: the drop below cuts it.
    const ended = Promise.all([...pools].map((pool) => pool.end().catch(() => {})))
    await administer(serverUrl, (client) =>
      client.query(`drop database if exists ${name} with (force)`),
    )
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 200).unref())])
  }

  const dropOnce = (): Promise<void> => (dropped ??= drop())

  return {
    name,
    url: url.href,
    pool(poolOptions) {
      const pool = tolerantPool({ connectionString: url.href, ...poolOptions })
      pools.add(pool)
      return pool
    },
    drop: dropOnce,
    [Symbol.asyncDispose]: dropOnce,
  }
}

/** A pool whose connections, idle or in use, may be cut without ending the process. */
export function tolerantPool(options: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(options)
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

function sharedServerUrl(): string {
  const url = process.env['TEST_PG_URL']
  if (url === undefined || url === '') {
    throw new Error(
      'There is no PostgreSQL server to create a database on. Under vitest the global setup starts ' +
        'one; elsewhere call startPostgres() and pass it as `server`, or set TEST_PG_URL.',
    )
  }
  return url
}

async function administer(
  url: string,
  work: (client: pg.Client) => Promise<unknown>,
): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
