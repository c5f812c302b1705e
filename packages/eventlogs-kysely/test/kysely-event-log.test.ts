import { EventLogOptionError } from 'eventlogs-sql'
import {
  DifferentDatabasesError,
  EventLogTablesMissingError,
  SecondConnectionError,
} from 'integration-events'
import Database from 'better-sqlite3'
import { DummyDriver, Kysely, MysqlAdapter, MysqlQueryCompiler, SqliteDialect } from 'kysely'
import { OuterClientInsideTransactionError } from 'uow'
import { kyselyUnitOfWork } from 'uow-kysely'
import { describe, expect, test } from 'vitest'
import { kyselyEventLog, kyselyEventLogMigrations, migrateEventLog } from '../src/index.ts'
import { kyselyTestDatabase } from './kysely-harness.ts'

describe('the event log over Kysely', () => {
  test('refuses a connection of its own on SQLite, besides the unit of work’s', async () => {
    await using given = await kyselyTestDatabase('sqlite')
    await migrateEventLog(given.db)
    const second = new Kysely({
      dialect: new SqliteDialect({ database: new Database(given.location) }),
    })
    const log = kyselyEventLog(second)
    const opening = log.open({ unitOfWork: kyselyUnitOfWork(given.db), source: 'shop' })
    await expect(opening).rejects.toBeInstanceOf(SecondConnectionError)
    await second.destroy()
  })

  test('refuses, on SQLite, to be asked from inside a unit of work, instead of waiting for ever', async () => {
    await using given = await kyselyTestDatabase('sqlite')
    await migrateEventLog(given.db)
    const unitOfWork = kyselyUnitOfWork(given.db)
    const log = kyselyEventLog(given.db)
    await log.open({ unitOfWork, source: 'shop' })
    const asking = unitOfWork.run(async () => await log.stats())
    await expect(asking).rejects.toBeInstanceOf(OuterClientInsideTransactionError)
    expect(await log.stats()).toMatchObject({ pending: 0 })
  })

  test('tells how to migrate when its tables are missing', async () => {
    await using given = await kyselyTestDatabase('postgres')
    const log = kyselyEventLog(given.db, { tablePrefix: 'shop_' })
    const opening = log.open({ unitOfWork: kyselyUnitOfWork(given.db), source: 'shop' })
    await expect(opening).rejects.toBeInstanceOf(EventLogTablesMissingError)
    await expect(opening).rejects.toThrow(/"shop_log".*migrateEventLog\(db\)/)
  })

  test('on PostgreSQL refuses a unit of work on SQLite, also when it appends', async () => {
    await using given = await kyselyTestDatabase('postgres')
    await using other = await kyselyTestDatabase('sqlite')
    await migrateEventLog(given.db)
    const unitOfWork = kyselyUnitOfWork(other.db)
    const log = kyselyEventLog(given.db)
    await expect(log.open({ unitOfWork, source: 'shop' })).rejects.toBeInstanceOf(
      DifferentDatabasesError,
    )
    const appending = unitOfWork.run(async () => await log.append(unitOfWork.current()!, [], null))
    await expect(appending).rejects.toBeInstanceOf(DifferentDatabasesError)
  })

  test('refuses a client whose SQL it does not speak', () => {
    const mysql = new Kysely({
      dialect: {
        createAdapter: () => new MysqlAdapter(),
        createDriver: () => new DummyDriver(),
        createIntrospector: () => {
          throw new Error('not asked for')
        },
        createQueryCompiler: () => new MysqlQueryCompiler(),
      },
    })
    expect(() => kyselyEventLog(mysql)).toThrow(EventLogOptionError)
    expect(() => kyselyEventLog(mysql, { dialect: 'mysql' as never })).toThrow(
      /'postgres' or 'sqlite'/,
    )
  })

  test('refuses a prefix that is no part of a name, wherever it is given', () => {
    const tablePrefix = 'a-b'
    expect(() => kyselyEventLog(undefined, { tablePrefix })).toThrow(EventLogOptionError)
    expect(() => kyselyEventLogMigrations({ tablePrefix })).toThrow(EventLogOptionError)
  })
})
