import {
  DifferentDatabasesError,
  EventLogVersionError,
  InboxTablesMissingError,
  InboxUnavailableError,
  SecondConnectionError,
} from 'integration-events'
import { createSqliteDatabase, freePort, poolSql, tolerantPool } from 'testing-databases'
import { describe, expect, test } from 'vitest'
import {
  EventLogNotOpenError,
  EventLogOptionError,
  sqlEventLog,
  sqlInbox,
  tableNames,
} from '../../src/index.ts'
import { sqliteSql, sqliteTestDatabase } from '../support/databases.ts'
import { deliveryOf, postgresInbox, record, sqliteInbox } from '../support/given-inbox.ts'
import { migrate, unitOfWorkOn } from '../support/scene.ts'

const { inbox: table, meta } = tableNames()

describe.each([
  { dialect: 'PostgreSQL', create: postgresInbox },
  { dialect: 'SQLite', create: sqliteInbox },
])('opening an inbox on $dialect', ({ create }) => {
  test('refuses tables of another version, and says how to migrate', async () => {
    await using given = await create()
    const { inbox, test } = given
    await test.sql(`update ${meta} set schema_version = 1`)
    const opening = inbox.open({ unitOfWork: unitOfWorkOn(test.database) })
    await expect(opening).rejects.toBeInstanceOf(EventLogVersionError)
    await expect(opening).rejects.toThrow(/migrationSql/)
  })

  test('refuses a database without its table, also where the others are there', async () => {
    await using given = await create()
    const { inbox, test } = given
    await test.sql(`drop table ${table}`)
    const opening = inbox.open({ unitOfWork: unitOfWorkOn(test.database) })
    await expect(opening).rejects.toBeInstanceOf(InboxTablesMissingError)
    await expect(opening).rejects.toThrow(/integration_event_inbox.*migrationSql/)
    const delivery = deliveryOf()
    for (const asking of [
      () => test.database.transaction((sql) => record(inbox, sql, delivery)),
      () => inbox.beginAttempt(delivery),
      () => inbox.forgetAttempts(delivery),
      () => inbox.deleteExpired({ limit: 1 }),
    ])
      await expect(asking()).rejects.toBeInstanceOf(InboxTablesMissingError)
  })

  test('leaves the log to whichever application owns it', async () => {
    await using given = await create()
    const { inbox, test } = given
    const unitOfWork = unitOfWorkOn(test.database)
    await inbox.open({ unitOfWork })
    expect(await test.sql(`select source from ${meta}`)).toEqual([{ source: null }])
    await sqlEventLog().open({ unitOfWork, source: 'shop' })
    await inbox.open({ unitOfWork })
    expect(await test.sql(`select source from ${meta}`)).toEqual([{ source: 'shop' }])
  })

  test('comes first: without a database of its own, an inbox only records before', async () => {
    await using given = await create()
    const { test } = given
    const inbox = sqlInbox()
    const delivery = deliveryOf()
    for (const asking of [
      () => inbox.beginAttempt(delivery),
      () => inbox.forgetAttempts(delivery),
      () => inbox.deleteExpired({ limit: 1 }),
    ])
      await expect(asking()).rejects.toBeInstanceOf(EventLogNotOpenError)
    await expect(inbox.beginAttempt(delivery)).rejects.toThrow(/inbox \(sql\).*Only `record`/)
    expect(await test.database.transaction((sql) => record(inbox, sql, delivery))).toBe('recorded')
    await inbox.open({ unitOfWork: unitOfWorkOn(test.database) })
    expect(await inbox.beginAttempt(delivery)).toBe('handled')
  })

  test('refuses to go over to another database later', async () => {
    await using given = await create()
    await using other = await create()
    const inbox = sqlInbox()
    await inbox.open({ unitOfWork: unitOfWorkOn(given.test.database) })
    const again = inbox.open({ unitOfWork: unitOfWorkOn(other.test.database) })
    await expect(again).rejects.toThrow(/inbox was open on another database before/)
  })
})

describe('opening an inbox on PostgreSQL', () => {
  test('refuses a unit of work that finds other tables, and names the inbox', async () => {
    await using given = await postgresInbox()
    const { inbox, test } = given
    await test.sql('create schema other')
    const elsewhere = poolSql(test.postgres.pool({ options: '-c search_path=other' }))
    const unitOfWork = unitOfWorkOn(elsewhere)
    await expect(inbox.open({ unitOfWork })).rejects.toThrow(/the inbox 'sql' do not reach/)
    await migrate({ database: elsewhere })
    await expect(inbox.open({ unitOfWork })).rejects.toBeInstanceOf(DifferentDatabasesError)
  })

  test('refuses a unit of work on SQLite, also when it records', async () => {
    await using given = await postgresInbox()
    await using sqlite = sqliteTestDatabase()
    const opening = given.inbox.open({ unitOfWork: unitOfWorkOn(sqlite.database) })
    await expect(opening).rejects.toBeInstanceOf(DifferentDatabasesError)
    const recording = record(given.inbox, sqlite.database, deliveryOf())
    await expect(recording).rejects.toBeInstanceOf(DifferentDatabasesError)
  })

  test('says so when the database can’t be reached, on either route', async () => {
    await using given = await postgresInbox()
    const dead = poolSql(tolerantPool({ host: '127.0.0.1', port: await freePort() }))
    const alive = given.test.database
    for (const [own, theirs] of [
      [dead, alive],
      [alive, dead],
    ] as const) {
      const opening = given.replica({ database: own }).open({ unitOfWork: unitOfWorkOn(theirs) })
      await expect(opening).rejects.toBeInstanceOf(InboxUnavailableError)
    }
  })
})

describe('opening an inbox on SQLite', () => {
  test('refuses a connection besides the unit of work’s', async () => {
    using sqlite = createSqliteDatabase()
    const theirs = sqliteSql(sqlite.open())
    await migrate({ database: theirs })
    const inbox = sqlInbox({ database: sqliteSql(sqlite.open()) })
    const opening = inbox.open({ unitOfWork: unitOfWorkOn(theirs) })
    await expect(opening).rejects.toBeInstanceOf(SecondConnectionError)
    await expect(opening).rejects.toThrow(/the inbox 'sql' has a SQLite connection/)
  })

  test('refuses a schema, which SQLite has none of', async () => {
    await using test = sqliteTestDatabase()
    const late = sqlInbox({ schema: 'outbox' }).open({ unitOfWork: unitOfWorkOn(test.database) })
    await expect(late).rejects.toBeInstanceOf(EventLogOptionError)
    expect(() => sqlInbox({ schema: 'outbox', database: test.database })).toThrow(
      EventLogOptionError,
    )
  })
})
