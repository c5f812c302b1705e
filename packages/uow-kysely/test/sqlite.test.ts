import type Database from 'better-sqlite3'
import { CamelCasePlugin, Kysely, sql } from 'kysely'
import { createSqliteDatabase, gate, type SqliteDatabase } from 'testing-databases'
import {
  ConnectionSharedError,
  DatabaseBusyError,
  OuterClientInsideTransactionError,
  TransactionAbortedError,
  UnitOfWorkOptionError,
  UnitOfWorkTimeoutError,
} from 'uow'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { kyselyUnitOfWork } from '../src/index.ts'
import { sqliteDialect, type TestDatabase } from './databases.ts'

let database: SqliteDatabase

beforeEach(() => {
  database = createSqliteDatabase()
  database.open().exec('create table names (name text not null unique)')
})

afterEach(() => database.drop())

const client = (connection: Database.Database): Kysely<TestDatabase> =>
  new Kysely<TestDatabase>({ dialect: sqliteDialect(connection) })

const names = (): string[] =>
  database
    .open({ readonly: true })
    .prepare<[], { name: string }>('select name from names order by name')
    .all()
    .map(({ name }) => name)

describe('the write lock', () => {
  it('is taken before the first statement, so that reading before writing can not fail', async () => {
    const uow = kyselyUnitOfWork(client(database.open()))
    const other = database.open({ busyTimeout: 0 })
    await uow.run(async (tx) => {
      expect(() => other.exec('begin immediate')).toThrow('database is locked')
      await tx.selectFrom('names').selectAll().execute()
      await tx.insertInto('names').values({ name: 'a' }).execute()
    })
    other.exec('begin immediate; rollback')
    expect(names()).toEqual(['a'])
  })

  it(
    'that another connection holds is waited for, and then ends in a clear error',
    { timeout: 8_000 },
    async () => {
      const db = client(database.open({ busyTimeout: 1 }))
      const uow = kyselyUnitOfWork(db)
      const other = database.open()
      other.exec('begin immediate')
      const write = (): Promise<unknown> =>
        uow.run((tx) => tx.insertInto('names').values({ name: 'a' }).execute())
      await expect(write()).rejects.toThrow(DatabaseBusyError)
      await expect(uow.sql.transaction(async () => {})).rejects.toThrow(DatabaseBusyError)
      await expect(uow.begin()).rejects.toThrow(DatabaseBusyError)
      // Reading is possible all the time: Kysely has its connection back.
      expect(await db.selectFrom('names').selectAll().execute()).toEqual([])
      other.exec('rollback')
      await write()
      expect(names()).toEqual(['a'])
    },
  )
})

describe('a commit', () => {
  it('that is refused because somebody reads is rolled back, and can be repeated', async () => {
    using rollbackJournal = createSqliteDatabase()
    const connection = rollbackJournal.open({ journalMode: 'delete', busyTimeout: 1 })
    connection.exec('create table names (name text)')
    const reader = rollbackJournal.open({ journalMode: 'delete' })
    const select = reader.prepare('select name from names')
    const uow = kyselyUnitOfWork(client(connection))
    reader.exec('begin')
    select.all()
    const states: unknown[] = []
    const write = (): Promise<unknown> =>
      uow.run(async (tx) => {
        const transaction = uow.current()
        transaction?.afterCommit(() => states.push('committed'))
        transaction?.afterRollback(() => states.push(transaction.state))
        await tx.insertInto('names').values({ name: 'a' }).execute()
      })
    await expect(write()).rejects.toThrow(DatabaseBusyError)
    reader.exec('rollback')
    expect(select.all()).toEqual([])
    await write()
    expect(states).toEqual(['rolledBack', 'committed'])
    expect(select.all()).toEqual([{ name: 'a' }])
  })

  it('that violates a deferred constraint is rolled back, and rejects with that error', async () => {
    const connection = database.open()
    connection.pragma('foreign_keys = on')
    connection.exec(
      'create table parents (id integer primary key); create table children ' +
        '(parent integer references parents (id) deferrable initially deferred)',
    )
    const uow = kyselyUnitOfWork(client(connection))
    const unit = uow.run((tx) => sql`insert into children values (1)`.execute(tx))
    await expect(unit).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT_FOREIGNKEY' })
    await uow.run((tx) => tx.insertInto('names').values({ name: 'a' }).execute())
    expect(names()).toEqual(['a'])
  })
})

describe('a transaction that SQLite has rolled back on its own account', () => {
  it('takes no more statements, which would be committed one by one', async () => {
    const uow = kyselyUnitOfWork(client(database.open()))
    await uow.run((tx) => tx.insertInto('names').values({ name: 'taken' }).execute())
    const order: string[] = []
    const unit = uow.run(async (tx) => {
      uow.current()?.afterRollback(() => order.push('rolled back'))
      await tx.insertInto('names').values({ name: 'before' }).execute()
      const failed = sql`insert or rollback into names values ('taken')`.execute(tx)
      await expect(failed).rejects.toThrow('UNIQUE')
      const next = tx.insertInto('names').values({ name: 'after' }).execute()
      await expect(next).rejects.toThrow(TransactionAbortedError)
      await expect(uow.run(() => {})).rejects.toThrow(TransactionAbortedError)
    })
    await expect(unit).rejects.toMatchObject({
      code: 'UOW_TRANSACTION_ABORTED',
      cause: { code: 'SQLITE_CONSTRAINT_UNIQUE' },
    })
    expect(order).toEqual(['rolled back'])
    await uow.run((tx) => tx.insertInto('names').values({ name: 'later' }).execute())
    expect(names()).toEqual(['later', 'taken'])
  })

  it('inside of a nested run takes the whole unit with it', async () => {
    const uow = kyselyUnitOfWork(client(database.open()))
    await uow.run((tx) => tx.insertInto('names').values({ name: 'taken' }).execute())
    const unit = uow.run(async (tx) => {
      await tx.insertInto('names').values({ name: 'before' }).execute()
      const nested = uow.run((inner) =>
        sql`insert or rollback into names values ('taken')`.execute(inner),
      )
      await expect(nested).rejects.toThrow('UNIQUE')
      await tx.insertInto('names').values({ name: 'after' }).execute()
    })
    await expect(unit).rejects.toThrow(TransactionAbortedError)
    expect(names()).toEqual(['taken'])
  })
})

describe('the outer client', () => {
  it(
    'is refused inside of a unit in every way that it can be used, derived clients included',
    { timeout: 8_000 },
    async () => {
      const db = client(database.open())
      const uow = kyselyUnitOfWork(db)
      const derivedBefore = db.withSchema('main')
      const select = (by: Kysely<TestDatabase>): Promise<unknown> =>
        by.selectFrom('names').selectAll().execute()
      const ways: (() => Promise<unknown>)[] = [
        () => select(db),
        () => select(derivedBefore),
        () => select(db.withPlugin(new CamelCasePlugin())),
        () => select(db.withPlugin(new CamelCasePlugin()).withSchema('main').withoutPlugins()),
        () => select(db.$extendTables<{ others: { id: number } }>() as never),
        () => sql`select 1`.execute(db),
        () => db.transaction().execute(async () => {}),
        () => db.startTransaction().execute(),
        () => db.connection().execute(async () => {}),
        () => db.introspection.getTables(),
        () => db.schema.createTable('t').addColumn('id', 'integer').execute(),
        async () => {
          for await (const _ of db.selectFrom('names').selectAll().stream())
            throw new Error('a row')
        },
        () => db.selectFrom('names').selectAll().execute({ signal: new AbortController().signal }),
        () => uow.sql.query('select 1', []),
      ]
      await uow.run(async () => {
        for (const use of ways)
          await expect(use()).rejects.toThrow(OuterClientInsideTransactionError)
      })
      for (const use of ways.slice(0, 3)) await expect(use()).resolves.toEqual([])
    },
  )

  it(
    'is refused to work of a nested run that has ended, while the unit goes on',
    { timeout: 8_000 },
    async () => {
      const db = client(database.open())
      const uow = kyselyUnitOfWork(db)
      await uow.run(async () => {
        const ended = gate()
        let late: Promise<unknown> | undefined
        await uow.run(() => {
          late = ended.passed.then(() => db.selectFrom('names').selectAll().execute())
        })
        ended.open()
        await expect(late).rejects.toThrow(OuterClientInsideTransactionError)
      })
    },
  )

  it('is free for everybody who is not inside of the unit: they wait for its end', async () => {
    const db = client(database.open())
    const uow = kyselyUnitOfWork(db)
    const written = gate()
    const unit = uow.run(async (tx) => {
      await tx.insertInto('names').values({ name: 'a' }).execute()
      await written.passed
    })
    await written.waited
    const outside = db.selectFrom('names').selectAll().execute()
    written.open()
    await unit
    expect(await outside).toEqual([{ name: 'a' }])
  })

  it('that waits for a handle of its own ends in the timeout of the handle', async () => {
    const db = client(database.open())
    const uow = kyselyUnitOfWork(db)
    const work = await uow.begin({ timeout: 50 })
    await work.tx.insertInto('names').values({ name: 'a' }).execute()
    // Nothing tells that this is done on behalf of the handle. It waits for the handle's end.
    expect(await db.selectFrom('names').selectAll().execute()).toEqual([])
    await expect(work.commit()).rejects.toThrow(UnitOfWorkTimeoutError)
    expect(names()).toEqual([])
  })

  it(
    'is refused inside of a second unit of work over the same client',
    { timeout: 8_000 },
    async () => {
      const db = client(database.open())
      const first = kyselyUnitOfWork(db)
      const second = kyselyUnitOfWork(db)
      for (const [outer, inner] of [
        [first, second],
        [second, first],
      ] as const) {
        await outer.run(async () => {
          await expect(inner.run(() => {})).rejects.toThrow(OuterClientInsideTransactionError)
        })
      }
    },
  )
})

describe('two Kysely clients over one connection', () => {
  it('can not be in a transaction at once, and it is said why', async () => {
    const connection = database.open()
    const first = kyselyUnitOfWork(client(connection))
    const second = kyselyUnitOfWork(client(connection))
    await first.run(async (tx) => {
      await tx.insertInto('names').values({ name: 'a' }).execute()
      await expect(second.run(() => {})).rejects.toThrow(ConnectionSharedError)
      await expect(second.begin()).rejects.toThrow(ConnectionSharedError)
    })
    expect(names()).toEqual(['a'])
    await second.run((tx) => tx.insertInto('names').values({ name: 'b' }).execute())
    expect(names()).toEqual(['a', 'b'])
  })
})

describe('sql text', () => {
  it('counts changed rows, also where the statement returns them', async () => {
    const db = client(database.open())
    const uow = kyselyUnitOfWork(db)
    const insert = `insert into names select value from json_each(?)`
    expect(await uow.sql.execute(insert, ['["a", "b", "c"]'])).toBe(3)
    expect(await uow.sql.execute(`delete from names where name < 'c' returning name`, [])).toBe(2)
    expect(await uow.sql.execute('create table others (id integer)', [])).toBe(0)
    expect(uow.sql.client).toBe(db)
  })
})

describe('the client that is given', () => {
  it('may not be a transaction', async () => {
    const db = client(database.open())
    await db.transaction().execute(async (tx) => {
      expect(() => kyselyUnitOfWork(tx as never)).toThrow(UnitOfWorkOptionError)
    })
  })

  it('may speak a dialect that must be said', async () => {
    const db = client(database.open())
    expect(kyselyUnitOfWork(db, { dialect: 'postgres' }).sql.dialect).toBe('postgres')
    expect(() => kyselyUnitOfWork(db, { dialect: 'mysql' as never })).toThrow(
      `The option dialect is "mysql", but must be 'postgres' or 'sqlite'.`,
    )
  })
})
