import {
  CamelCasePlugin,
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresDialect,
  PostgresDriver,
  sql,
  type Transaction,
} from 'kysely'
import {
  createPostgresDatabase,
  eventually,
  gate,
  type PostgresDatabase,
  tcpProxy,
  type TcpProxy,
} from 'testing-databases'
import {
  CommitOutcomeUnknownError,
  TransactionAbortedError,
  TransactionEndedError,
  type UnitOfWork,
  UnitOfWorkTimeoutError,
} from 'uow'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { kyselyUnitOfWork } from '../src/index.ts'
import type { TestDatabase } from './databases.ts'

let database: PostgresDatabase
let db: Kysely<TestDatabase>
let uow: UnitOfWork<Transaction<TestDatabase>>

beforeEach(async () => {
  database = await createPostgresDatabase()
  db = new Kysely<TestDatabase>({ dialect: new PostgresDialect({ pool: database.pool() }) })
  await sql`create table names (name text not null)`.execute(db)
  uow = kyselyUnitOfWork(db)
})

afterEach(() => database.drop())

const insert = (tx: Kysely<TestDatabase>, name: string): Promise<unknown> =>
  tx.insertInto('names').values({ name }).execute()

const names = async (): Promise<string[]> =>
  (await database.pool().query('select name from names order by name')).rows.map(
    ({ name }: { name: string }) => name,
  )

/** Which hooks a unit runs, and in which state. */
function watched(states: string[], by: UnitOfWork = uow): void {
  const transaction = by.current()
  transaction?.afterCommit(() => states.push('committed'))
  transaction?.afterRollback(() => states.push(transaction.state))
}

describe('the isolation level', () => {
  it.each(['read committed', 'repeatable read', 'serializable'] as const)(
    'is %s where the options say so',
    async (isolationLevel) => {
      const query = sql<{ transaction_isolation: string }>`show transaction_isolation`
      const { rows } = await uow.run((tx) => query.execute(tx), { isolationLevel })
      expect(rows).toEqual([{ transaction_isolation: isolationLevel }])
      const work = await uow.begin({ isolationLevel })
      expect((await query.execute(work.tx)).rows).toEqual(rows)
      await work.rollback()
    },
  )
})

describe('a commit that the server refuses', () => {
  it('for a deferred constraint is rolled back for certain, and rejects with its error', async () => {
    await sql`create table parents (id int primary key)`.execute(db)
    await sql`create table children
      (parent int references parents deferrable initially deferred)`.execute(db)
    const states: string[] = []
    const unit = uow.run(async (tx) => {
      watched(states)
      await insert(tx, 'a')
      await sql`insert into children values (1)`.execute(tx)
    })
    await expect(unit).rejects.toMatchObject({ code: '23503', severity: 'ERROR' })
    expect(states).toEqual(['rolledBack'])
    expect(await names()).toEqual([])
  })

  it('for a conflict of serializable units is rolled back for certain', async () => {
    const states: string[] = []
    const bothHaveRead = gate()
    const firstCommitted = gate()
    const write = (name: string, ready: () => Promise<void>): Promise<unknown> =>
      uow.run(
        async (tx) => {
          watched(states)
          await tx.selectFrom('names').selectAll().execute()
          await insert(tx, name)
          await ready()
        },
        { isolationLevel: 'serializable' },
      )
    const first = write('first', () => bothHaveRead.passed)
    const second = write('second', async () => {
      bothHaveRead.open()
      await firstCommitted.passed
    })
    await first
    firstCommitted.open()
    await expect(second).rejects.toMatchObject({ code: '40001' })
    expect(states).toEqual(['committed', 'rolledBack'])
    expect(await names()).toEqual(['first'])
  })
})

describe('a swallowed failure', () => {
  it('that Kysely kept to itself ends in an error too', async () => {
    const unit = uow.run(async (tx) => {
      await insert(tx, 'a')
      const { signal } = new AbortController()
      const failed = tx
        .selectFrom('nothing' as 'names')
        .selectAll()
        .execute({ signal })
      await expect(failed).rejects.toThrow('nothing')
    })
    await expect(unit).rejects.toThrow(TransactionAbortedError)
    expect(await names()).toEqual([])
  })

  it('ends in an error with a driver that does not look at what COMMIT answers', async () => {
    class ForgivingDriver extends PostgresDriver {
      override async commitTransaction(connection: DatabaseConnection): Promise<void> {
        await connection.executeQuery(CompiledQuery.raw('commit'))
      }
    }
    class ForgivingDialect extends PostgresDialect {
      override createDriver(): Driver {
        return new ForgivingDriver({ pool: database.pool() })
      }
    }
    const dialect = new ForgivingDialect({ pool: database.pool() })
    const forgiving = kyselyUnitOfWork(new Kysely<TestDatabase>({ dialect }))
    const unit = forgiving.run(async (tx) => {
      await insert(tx, 'a')
      await expect(sql`select 1 / 0`.execute(tx)).rejects.toThrow('division by zero')
    })
    await expect(unit).rejects.toThrow(/division by zero/)
    await expect(unit).rejects.toThrow(TransactionAbortedError)
    expect(await names()).toEqual([])
  })

  it('is named by a before-commit hook that wraps what it met', async () => {
    const unit = uow.run(async (tx) => {
      uow.current()?.beforeCommit(() =>
        insert(tx, 'an event').catch((cause: unknown) => {
          throw new Error('the events could not be appended', { cause })
        }),
      )
      await expect(sql`select 1 / 0`.execute(tx)).rejects.toThrow('division by zero')
    })
    await expect(unit).rejects.toThrow(TransactionAbortedError)
  })

  it('costs nothing when no statement reached the server', async () => {
    await uow.run(async (tx) => {
      const unbindable = { toPostgres: () => JSON.parse('not JSON') } as never
      const failed = tx.insertInto('names').values({ name: unbindable }).execute()
      await expect(failed).rejects.toThrow(SyntaxError)
      await insert(tx, 'a')
    })
    expect(await names()).toEqual(['a'])
  })
})

describe('a connection that breaks', () => {
  it('before the commit fails the statement, and is not used again', async () => {
    const states: string[] = []
    const unit = uow.run(async (tx) => {
      watched(states)
      await insert(tx, 'a')
      await sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx)
    })
    await expect(unit).rejects.toThrow(/terminat/)
    expect(states).toEqual(['rolledBack'])
    for (let i = 0; i < 12; i += 1) await uow.run((tx) => insert(tx, 'b'))
    expect(await names()).toEqual(Array.from({ length: 12 }, () => 'b'))
  })

  it('while the transaction is idle leaves the outcome of its commit unknown', async () => {
    const states: string[] = []
    const unit = uow.run(async (tx) => {
      watched(states)
      await insert(tx, 'a')
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
      const [pid] = rows.map((row) => row.pid)
      await database.pool().query('select pg_terminate_backend($1)', [pid])
      await eventually(async () => {
        const { rowCount } = await database
          .pool()
          .query('select from pg_stat_activity where pid = $1', [pid])
        return rowCount === 0
      })
    })
    await expect(unit).rejects.toThrow(CommitOutcomeUnknownError)
    expect(states).toEqual(['unknown'])
    expect(await names()).toEqual([])
  })
})

describe('a server that does not answer', () => {
  let proxy: TcpProxy
  let far: UnitOfWork<Transaction<TestDatabase>>

  beforeEach(async () => {
    const { hostname, port } = new URL(database.url)
    proxy = await tcpProxy({ to: { host: hostname, port: Number(port || 5432) } })
    const pool = database.pool({
      connectionString: proxy.through(database.url),
      query_timeout: 500,
    })
    far = kyselyUnitOfWork(new Kysely<TestDatabase>({ dialect: new PostgresDialect({ pool }) }))
  })

  afterEach(() => proxy.close())

  it('to a COMMIT leaves an unknown outcome, once the driver gives up', async () => {
    const states: string[] = []
    const unit = far.run(async (tx) => {
      watched(states, far)
      await insert(tx, 'a')
      proxy.holdServerToClient()
    })
    await expect(unit).rejects.toThrow(CommitOutcomeUnknownError)
    expect(states).toEqual(['unknown'])
    expect(await names()).toEqual(['a'])
  })

  it('to a ROLLBACK does not hang a unit that timed out', async () => {
    const unit = far.run(
      async (tx) => {
        await insert(tx, 'a')
        proxy.holdClientToServer()
        await new Promise(() => {})
      },
      { timeout: 20 },
    )
    await expect(unit).rejects.toThrow(UnitOfWorkTimeoutError)
  })
})

describe('a unit that times out while a statement runs', () => {
  it(
    'cancels the statement instead of waiting for the lock that it waits for',
    { timeout: 8_000 },
    async () => {
      await insert(db, 'locked')
      const holder = await database.pool().connect()
      await holder.query('begin')
      await holder.query('select from names for update')
      let statement: Promise<unknown> | undefined
      const unit = uow.run(
        async (tx) => {
          statement = tx.updateTable('names').set({ name: 'changed' }).execute()
          await statement
        },
        { timeout: 50 },
      )
      await expect(unit).rejects.toThrow(UnitOfWorkTimeoutError)
      // It was cancelled, by name, while the lock is still held.
      await expect(statement).rejects.toMatchObject({ code: '57014' })
      await uow.run((tx) => insert(tx, 'afterwards'))
      await holder.query('rollback')
      holder.release()
      expect(await names()).toEqual(['afterwards', 'locked'])
    },
  )
})

describe('statements that nobody awaited', () => {
  it('are part of the unit that they were sent in, and of its commit', async () => {
    await uow.run(async (tx) => {
      for (let i = 0; i < 10; i += 1) void insert(tx, `outer ${i}`)
      await uow.run((inner) => {
        for (let i = 0; i < 10; i += 1) void insert(inner, `inner ${i}`)
      })
      for (let i = 0; i < 10; i += 1) void insert(tx, `last ${i}`)
    })
    expect(await names()).toHaveLength(30)
  })

  it('fail the unit that they were sent in when they fail', async () => {
    let failed: Promise<unknown> = Promise.resolve()
    const unit = uow.run(async (tx) => {
      await insert(tx, 'a')
      failed = expect(sql`select 1 / 0`.execute(tx)).rejects.toThrow('division by zero')
    })
    await expect(unit).rejects.toThrow(TransactionAbortedError)
    await failed
    expect(await names()).toEqual([])
  })

  it('are refused once their unit has rolled back, and never run on another transaction', async () => {
    const late: Promise<unknown>[] = []
    for (let round = 0; round < 5; round += 1) {
      const unit = uow.run((tx) => {
        late.push(...Array.from({ length: 10 }, (_, i) => insert(tx, `round ${round}, ${i}`)))
        void Promise.allSettled(late)
        throw new Error('no')
      })
      await expect(unit).rejects.toThrow('no')
      await uow.run(() => Promise.allSettled(late))
    }
    const results = await Promise.allSettled(late)
    const refused = results.filter(
      (result) => result.status === 'rejected' && TransactionEndedError.isInstance(result.reason),
    )
    expect(refused.length).toBeGreaterThanOrEqual(45)
    expect(await names()).toEqual([])
  })

  it('through a client that is derived from the transaction client are refused too', async () => {
    let client: Transaction<TestDatabase> | undefined
    await uow.run((tx) => {
      client = tx
    })
    const late = client?.withSchema('public').withPlugin(new CamelCasePlugin())
    await expect(late && insert(late, 'late')).rejects.toThrow(TransactionEndedError)
    expect(await names()).toEqual([])
  })
})

describe('the transaction client', () => {
  it("keeps the user's plugins, which sql text is spared", async () => {
    const camel = kyselyUnitOfWork(
      new Kysely<{ people: { firstName: string } }>({
        dialect: new PostgresDialect({ pool: database.pool() }),
        plugins: [new CamelCasePlugin()],
      }),
    )
    await sql`create table people (first_name text)`.execute(db)
    const select = 'select first_name from people'
    await camel.run(async (tx) => {
      await tx.insertInto('people').values({ firstName: 'Ada' }).execute()
      expect(await tx.selectFrom('people').selectAll().execute()).toEqual([{ firstName: 'Ada' }])
      expect(await camel.current()?.sql.query(select, [])).toEqual([{ first_name: 'Ada' }])
    })
    expect(await camel.sql.query(select, [])).toEqual([{ first_name: 'Ada' }])
    const inTransaction = await camel.sql.transaction((own) => own.query(select, []))
    expect(inTransaction).toEqual([{ first_name: 'Ada' }])
  })

  it('is a transaction of Kysely, with all that those can do and none of what they can not', async () => {
    await uow.run(async (tx) => {
      await insert(tx, 'a')
      expect(tx.isTransaction).toBe(true)
      expect(await tx.withSchema('public').selectFrom('names').selectAll().execute()).toHaveLength(
        1,
      )
      const tables = await tx.introspection.getTables()
      expect(tables.map(({ name }) => name)).toContain('names')
      await tx.schema.createTable('made').addColumn('id', 'integer').execute()
      expect(() => tx.transaction()).toThrow('not supported')
      expect(Object.keys(tx)).not.toContain('commit')
      expect('commit' in tx).toBe(false)
    })
    expect(await uow.sql.query('select * from made', [])).toEqual([])
  })

  it('can be used by statements at once, which run one after the other', async () => {
    await uow.run((tx) => Promise.all(['a', 'b', 'c'].map((name) => insert(tx, name))))
    expect(await names()).toEqual(['a', 'b', 'c'])
  })
})

describe('the outer client', () => {
  it('is another connection, and may be used inside of a unit', async () => {
    const unit = uow.run(async (tx) => {
      await insert(tx, 'undone')
      await insert(db, 'kept')
      throw new Error('no')
    })
    await expect(unit).rejects.toThrow('no')
    expect(await names()).toEqual(['kept'])
  })
})

describe('sql text', () => {
  it('binds arrays, and counts rows whatever the statement', async () => {
    const inserted = 'insert into names select unnest($1::text[])'
    expect(await uow.sql.execute(inserted, [['a', 'b', 'c']])).toBe(3)
    expect(await uow.sql.execute('update names set name = $1 where name = $2', ['d', 'c'])).toBe(1)
    expect(await uow.sql.execute('delete from names where name = $1 returning name', ['d'])).toBe(1)
    expect(
      await uow.sql.execute(
        'with gone as (delete from names returning name) insert into names select name from gone',
        [],
      ),
    ).toBe(2)
    expect(await uow.sql.execute('create table other (id int)', [])).toBe(0)
    expect(uow.sql.client).toBe(db)
  })
})
