import Database from 'better-sqlite3'
import {
  DifferentDatabasesError,
  EventLogOwnedByAnotherApplicationError,
  EventLogTablesMissingError,
  EventLogUnavailableError,
  EventLogVersionError,
  SecondConnectionError,
} from 'integration-events'
import pg from 'pg'
import { createSqliteDatabase, freePort, gate, poolSql, tolerantPool } from 'testing-databases'
import { inMemoryUnitOfWork, NoDatabaseError } from 'uow'
import { describe, expect, test } from 'vitest'
import {
  EventLogNotOpenError,
  EventLogOptionError,
  sqlEventLog,
  SqliteJournalModeError,
  tableNames,
} from '../src/index.ts'
import { postgresTestDatabase, sqliteSql, sqliteTestDatabase } from './support/databases.ts'
import { postgresLog, sqliteLog } from './support/given-log.ts'
import { append, migrate, openSession, outgoingEvent, unitOfWorkOn } from './support/scene.ts'

const { meta, session: sessions } = tableNames()
const source = 'shop'

describe.each([
  { dialect: 'PostgreSQL', create: postgresLog },
  { dialect: 'SQLite', create: sqliteLog },
])('opening a log on $dialect', ({ create }) => {
  test('refuses tables of another version, and says which side is to be updated', async () => {
    await using given = await create()
    const { log, test } = given
    const unitOfWork = unitOfWorkOn(test.database)
    await test.sql(`update ${meta} set schema_version = 99`)
    const newer = await log.open({ unitOfWork, source }).catch((error: unknown) => error)
    expect(newer).toBeInstanceOf(EventLogVersionError)
    expect(newer).toMatchObject({ found: 99, message: expect.stringContaining('update this app') })
    await test.sql(`update ${meta} set schema_version = 0`)
    const older = await log.open({ unitOfWork, source }).catch((error: unknown) => error)
    expect(older).toMatchObject({ found: 0, message: expect.stringContaining('migrationSql') })
  })

  test('of two applications at once lets in one, and its replicas', async () => {
    await using given = await create()
    const { replica, test } = given
    const unitOfWork = unitOfWorkOn(test.database)
    const opened = await Promise.allSettled(
      ['shop', 'warehouse', 'shop', 'warehouse'].map((name) =>
        replica().open({ unitOfWork, source: name }),
      ),
    )
    const states = opened.map(({ status }) => status)
    expect(states.filter((status) => status === 'fulfilled')).toHaveLength(2)
    expect([states[0], states[1]]).toEqual([states[2], states[3]])
    const refusals = opened.flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason] : [],
    )
    expect(
      refusals.map((error) => EventLogOwnedByAnotherApplicationError.isInstance(error)),
    ).toEqual([true, true])
  })

  test('refuses an application that is slow to take a log which it found without an owner', async () => {
    await using given = await create()
    const { log, replica, test } = given
    const unitOfWork = unitOfWorkOn(test.database)
    const taking = gate()
    const slow = replica({
      database: {
        ...test.database,
        async execute(text, parameters) {
          if (text.startsWith(`update ${meta}`)) await taking.passed
          return await test.database.execute(text, parameters)
        },
      },
    })
    const opening = slow.open({ unitOfWork, source: 'warehouse' })
    await taking.waited
    await log.open({ unitOfWork, source })
    taking.open()
    await expect(opening).rejects.toBeInstanceOf(EventLogOwnedByAnotherApplicationError)
  })

  test('comes first: without a database of its own, a log only appends before', async () => {
    await using given = await create()
    const { test } = given
    const log = sqlEventLog()
    await expect(openSession(log)).rejects.toBeInstanceOf(EventLogNotOpenError)
    const [appended] = await test.database.transaction((sql) => append(log, sql, [outgoingEvent()]))
    await log.open({ unitOfWork: unitOfWorkOn(test.database), source })
    const { events } = await log.claim({ session: await openSession(log), limit: 1 })
    expect(events[0]?.sequence).toBe(appended?.sequence)
  })

  test('tells what goes missing later, and how to migrate', async () => {
    await using given = await create()
    const { log, test } = given
    await test.sql(`alter table ${sessions} rename to elsewhere`)
    const missing = await openSession(log).catch((error: unknown) => error)
    expect(missing).toBeInstanceOf(EventLogTablesMissingError)
    expect(missing).toMatchObject({ message: expect.stringContaining('migrationSql') })
  })
})

describe('opening a log on PostgreSQL', () => {
  test('refuses a unit of work whose database is a copy of the log’s', async () => {
    await using given = await postgresLog()
    const { test, replica } = given
    await test.pool.end()
    const name = `${test.postgres.name}_copy`
    const administer = async (statement: string): Promise<void> => {
      const client = new pg.Client({
        connectionString: new URL('/postgres', test.postgres.url).href,
      })
      await client.connect()
      await client.query(statement)
      await client.end()
    }
    await administer(`create database ${name} template ${test.postgres.name}`)
    const url = new URL(test.postgres.url)
    url.pathname = name
    const copy = test.postgres.pool({ connectionString: url.href })
    const log = replica({ database: poolSql(test.postgres.pool()) })
    try {
      const refused = log.open({ unitOfWork: unitOfWorkOn(poolSql(copy)), source })
      await expect(refused).rejects.toThrow(/copy of the other/)
      await expect(refused).rejects.toBeInstanceOf(DifferentDatabasesError)
    } finally {
      await copy.end()
      await administer(`drop database ${name} with (force)`)
    }
  })

  test('refuses a unit of work that finds other tables by its search path', async () => {
    await using given = await postgresLog()
    const { log, test } = given
    await test.sql('create schema other')
    const elsewhere = test.postgres.pool({ options: '-c search_path=other' })
    const unitOfWork = unitOfWorkOn(poolSql(elsewhere))
    await expect(log.open({ unitOfWork, source })).rejects.toThrow(/on its own connection only/)
    await migrate({ database: poolSql(elsewhere) })
    await expect(log.open({ unitOfWork, source })).rejects.toBeInstanceOf(DifferentDatabasesError)
  })

  test('refuses a unit of work on SQLite, or on none', async () => {
    await using given = await postgresLog()
    await using sqlite = sqliteTestDatabase()
    const opening = given.log.open({ unitOfWork: unitOfWorkOn(sqlite.database), source })
    await expect(opening).rejects.toBeInstanceOf(DifferentDatabasesError)
    const without = sqlEventLog().open({ unitOfWork: inMemoryUnitOfWork(), source })
    await expect(without).rejects.toBeInstanceOf(NoDatabaseError)
  })

  test('says so when the database can’t be reached, on either route', async () => {
    await using given = await postgresLog()
    const down = tolerantPool({ host: '127.0.0.1', port: await freePort() })
    const dead = poolSql(down)
    const alive = given.test.database
    for (const [own, theirs] of [
      [dead, alive],
      [alive, dead],
    ] as const) {
      const opening = given.replica({ database: own }).open({
        unitOfWork: unitOfWorkOn(theirs),
        source,
      })
      await expect(opening).rejects.toBeInstanceOf(EventLogUnavailableError)
      await expect(opening).rejects.toThrow(/ECONNREFUSED/)
    }
  })

  test('warns of commits that are not durable where the unit of work commits', async () => {
    await using given = await postgresLog()
    const { log, test } = given
    const hasty = test.postgres.pool({ options: '-c synchronous_commit=off' })
    const warned = await log.open({ unitOfWork: unitOfWorkOn(poolSql(hasty)), source })
    expect(warned.warnings.join()).toMatch(/synchronous_commit = off/)
    for (const setting of ['on', 'local', 'remote_write']) {
      const safe = test.postgres.pool({ options: `-c synchronous_commit=${setting}` })
      const { warnings } = await log.open({ unitOfWork: unitOfWorkOn(poolSql(safe)), source })
      expect(warnings.join()).not.toMatch(/synchronous_commit/)
    }
  })

  test('warns of a server that does not flush to disk', async () => {
    await using test = await postgresTestDatabase()
    await migrate(test)
    const log = sqlEventLog({ database: test.database })
    const { warnings } = await log.open({ unitOfWork: unitOfWorkOn(test.database), source })
    const [row] = await test.sql(`select current_setting('fsync') as fsync`)
    expect(/fsync = off/.test(warnings.join())).toBe(row?.['fsync'] === 'off')
  })
})

describe('opening a log on SQLite', () => {
  test('refuses a connection besides the unit of work’s', async () => {
    using sqlite = createSqliteDatabase()
    const theirs = sqliteSql(sqlite.open())
    await migrate({ database: theirs })
    const log = sqlEventLog({ database: sqliteSql(sqlite.open()) })
    const opening = log.open({ unitOfWork: unitOfWorkOn(theirs), source })
    await expect(opening).rejects.toBeInstanceOf(SecondConnectionError)
  })

  test('refuses a rollback journal, in which a reader can make a commit fail', async () => {
    await using test = sqliteTestDatabase({ journalMode: 'delete' })
    await migrate(test)
    const opening = sqlEventLog().open({ unitOfWork: unitOfWorkOn(test.database), source })
    await expect(opening).rejects.toBeInstanceOf(SqliteJournalModeError)
  })

  test.each([
    { synchronous: 'normal', warning: /synchronous below FULL/ },
    { synchronous: 'full', warning: /^$/ },
  ] as const)(
    'with synchronous = $synchronous warns: $warning',
    async ({ synchronous, warning }) => {
      await using test = sqliteTestDatabase({ synchronous })
      await migrate(test)
      const log = sqlEventLog({ database: test.database })
      const { warnings } = await log.open({ unitOfWork: unitOfWorkOn(test.database), source })
      expect(warnings.join()).toMatch(warning)
    },
  )

  test('in memory warns that nothing outlives the process', async () => {
    const memory = new Database(':memory:')
    const database = sqliteSql(memory)
    await migrate({ database })
    const { warnings } = await sqlEventLog().open({ unitOfWork: unitOfWorkOn(database), source })
    memory.close()
    expect(warnings.join()).toMatch(/in memory/)
  })

  test('refuses a schema, which SQLite has none of', async () => {
    await using test = sqliteTestDatabase()
    const log = sqlEventLog({ schema: 'outbox' })
    const opening = log.open({ unitOfWork: unitOfWorkOn(test.database), source })
    await expect(opening).rejects.toBeInstanceOf(EventLogOptionError)
  })
})
