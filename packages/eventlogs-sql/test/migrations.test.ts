import { describe, expect, test } from 'vitest'
import { eventLogMigrations, migrationSql, sqlEventLog, tableNames } from '../src/index.ts'
import { postgresTestDatabase, sqliteTestDatabase } from './support/databases.ts'
import { append, claim, migrate, openSession, outgoingEvent, publish } from './support/scene.ts'

describe('migrations', () => {
  // `vitest run packages/eventlogs-sql/test/migrations.test.ts -u` writes them again.
  test.each(['postgres', 'sqlite'] as const)(
    'the files for %s are what the sources say',
    async (dialect) => {
      for (const { version, name } of eventLogMigrations) {
        const only = migrationSql(dialect, { after: version - 1, until: version })
        await expect(only).toMatchFileSnapshot(`../migrations/${dialect}/${name}.sql`)
      }
    },
  )

  test('steps count from 1 without a gap, and their names sort in that order', () => {
    const versions = eventLogMigrations.map(({ version }) => version)
    expect(versions).toEqual(versions.map((_, index) => index + 1))
    const names = eventLogMigrations.map(({ name }) => name)
    expect(names).toEqual(names.toSorted())
  })

  test.each([
    { dialect: 'PostgreSQL', create: postgresTestDatabase, count: postgresObjects },
    { dialect: 'SQLite', create: async () => sqliteTestDatabase(), count: sqliteObjects },
  ])('up and down leave nothing behind on $dialect', async ({ create, count }) => {
    await using test = await create()
    const names = tableNames()
    await migrate(test)
    const [made] = await test.sql(count)
    expect(Number(made?.['count'])).toBeGreaterThan(8)
    for (const migration of eventLogMigrations.toReversed())
      for (const statement of migration.down(test.database.dialect, names))
        await test.database.execute(statement, [])
    const [left] = await test.sql(count)
    expect(Number(left?.['count'])).toBe(0)
  })

  test.each([
    { dialect: 'PostgreSQL', create: postgresTestDatabase },
    { dialect: 'SQLite', create: async () => sqliteTestDatabase() },
  ])('from version 1 keep on $dialect what is there, and so does the way back', async (given) => {
    await using test = await given.create()
    const { database } = test
    const { exhausted, meta, queue, waiting } = tableNames()
    await migrate(test, { until: 1 })
    const log = sqlEventLog({ database })
    const session = await openSession(log)
    await publish(log, test, 4)
    // As the release of that version left them: it is not here to do it.
    const columns = 'seq, topic, attempts, last_error'
    const moved: readonly (readonly [string, string, number])[] = [
      [waiting, 'available_at', 2],
      [exhausted, 'exhausted_at', 3],
    ]
    for (const [table, date, sequence] of moved) {
      await test.sql(`insert into ${table} (${columns}, ${date})
        select seq, topic, 1, 'busy', 1 from ${queue} where seq = ${sequence}`)
      await test.sql(`delete from ${queue} where seq = ${sequence}`)
    }
    const contents = async (): Promise<unknown> => {
      const tables = [queue, waiting, exhausted].map((table) =>
        test.sql(`select ${columns} from ${table} order by seq`),
      )
      return await Promise.all(tables)
    }
    const before = await contents()

    await migrate(test, { after: 1 })
    expect(await contents()).toEqual(before)
    expect(await test.sql(`select schema_version as version from ${meta}`)).toEqual([
      { version: 2 },
    ])
    expect(await publish(log, test, 1)).toEqual([5])
    for (const statement of eventLogMigrations[1]!.down(database.dialect, tableNames()))
      await database.execute(statement, [])
    expect(await test.sql(`select schema_version as version from ${meta}`)).toEqual([
      { version: 1 },
    ])
    await test.sql(`delete from ${queue} where seq = 5`)
    expect(await contents()).toEqual(before)

    await migrate(test, { after: 1 })
    await log.replayExhausted({ all: true })
    expect(await claim(log, session)).toEqual([1, 2, 3, 4])
  })

  test('a script runs as a whole, where a schema is to be made too', async () => {
    await using test = await postgresTestDatabase()
    await test.sql(migrationSql('postgres', { schema: 'outbox' }))
    const log = sqlEventLog({ database: test.database, schema: 'outbox' })
    expect(await publish(log, test, 1)).toEqual([1])
  })

  test('a role that may not create schemas can migrate into one that it was given', async () => {
    await using test = await postgresTestDatabase()
    const role = `clerk_${test.postgres.name}`
    await test.sql(`create role ${role}`)
    await test.sql(`create schema outbox authorization ${role}`)
    const client = await test.pool.connect()
    try {
      await client.query(`set role ${role}`)
      await client.query(migrationSql('postgres', { schema: 'outbox' }))
      const { rows } = await client.query('select source from outbox.integration_event_meta')
      expect(rows).toEqual([{ source: null }])
    } finally {
      client.release(true)
      await test.sql('drop schema outbox cascade')
      await test.sql(`drop owned by ${role}`)
      await test.sql(`drop role ${role}`)
    }
  })

  test('two logs under two prefixes in one schema have nothing in common', async () => {
    await using test = await postgresTestDatabase()
    const [shop, warehouse] = await Promise.all(
      ['shop_', 'warehouse_'].map(async (tablePrefix) => {
        await migrate(test, { tablePrefix })
        return sqlEventLog({ database: test.database, tablePrefix })
      }),
    )
    await publish(shop!, test, 3)
    expect(await claim(warehouse!, await openSession(warehouse!))).toEqual([])
    expect(await claim(shop!, await openSession(shop!))).toEqual([1, 2, 3])
  })

  test.each([
    { dialect: 'PostgreSQL', create: postgresTestDatabase },
    { dialect: 'SQLite', create: async () => sqliteTestDatabase() },
  ])('the view on $dialect shows every event with its state', async ({ create }) => {
    await using test = await create()
    await migrate(test)
    const log = sqlEventLog({ database: test.database })
    const mine = await openSession(log, 'billing-7')
    const events = ['waiting', 'exhausted', 'discarded', 'published', 'in progress'].map((topic) =>
      outgoingEvent({ topic }),
    )
    const rows = await test.database.transaction((sql) => append(log, sql, events, mine))
    const [waiting, exhausted, discarded, published] = rows.map(({ sequence }) => sequence)
    await log.settle(mine, [
      { sequence: waiting!, outcome: 'retry', delay: 60_000, error: 'busy' },
      { sequence: exhausted!, outcome: 'exhausted', error: 'refused' },
      { sequence: discarded!, outcome: 'exhausted', error: 'refused' },
      { sequence: published!, outcome: 'published' },
    ])
    await log.discardExhausted({ topic: 'discarded' }, 'a test order')
    await publish(log, test, 1, { topic: 'pending' })
    const gone = await openSession(log)
    await publish(log, test, 1, { topic: 'pending again' }, gone)
    await log.endSession(gone)

    const shown = await test.sql(`select topic, state, session, reason, last_error as error
      from ${tableNames().state} order by seq`)
    const row = { session: null, reason: null, error: null }
    expect(shown).toEqual([
      { ...row, topic: 'waiting', state: 'PublishedFailed', error: 'busy' },
      { ...row, topic: 'exhausted', state: 'Exhausted', error: 'refused' },
      { ...row, topic: 'discarded', state: 'Discarded', reason: 'a test order' },
      { ...row, topic: 'published', state: 'Published' },
      { ...row, topic: 'in progress', state: 'InProgress', session: 'billing-7' },
      { ...row, topic: 'pending', state: 'NotPublished' },
      { ...row, topic: 'pending again', state: 'NotPublished' },
    ])
  })
})

const postgresObjects = `select count(*) as count from (
    select oid from pg_class where relnamespace = 'public'::regnamespace
    union all
    select oid from pg_proc where pronamespace = 'public'::regnamespace
  ) made`
const sqliteObjects = `select count(*) as count from sqlite_master where name not like 'sqlite_%'`
