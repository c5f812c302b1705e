import { migrationSql, tableNames } from 'eventlogs-sql'
import { CamelCasePlugin, type Kysely, sql } from 'kysely'
import { type Migration, Migrator, NO_MIGRATIONS } from 'kysely/migration'
import { spawnScript } from 'testing-databases'
import { describe, expect, test } from 'vitest'
import { kyselyUnitOfWork } from 'uow-kysely'
import { kyselyEventLog, kyselyEventLogMigrations, migrateEventLog } from '../src/index.ts'
import { type KyselyTestDatabase, kyselyTestDatabase } from './kysely-harness.ts'

const { meta, log: logTable } = tableNames()

async function works({ db }: Pick<KyselyTestDatabase, 'db'>, tables = {}): Promise<boolean> {
  const opened = await kyselyEventLog(db, tables).open({
    unitOfWork: kyselyUnitOfWork(db),
    source: 'shop',
  })
  return opened.id !== ''
}

const databases = [
  { dialect: 'PostgreSQL', create: () => kyselyTestDatabase('postgres') },
  { dialect: 'SQLite', create: () => kyselyTestDatabase('sqlite') },
]

describe.each(databases)('migrating with Kysely on $dialect', ({ create }) => {
  test('brings the tables up to date, once', async () => {
    await using given = await create()
    const results = await migrateEventLog(given.db)
    expect(results.map(({ migrationName, status }) => [migrationName, status])).toEqual([
      ['0001_event_log', 'Success'],
      ['0002_inbox', 'Success'],
    ])
    expect(await migrateEventLog(given.db)).toEqual([])
    expect(await works(given)).toBe(true)
  })

  test('is safe for many processes at once', { timeout: 30_000 }, async () => {
    await using given = await create()
    const script = new URL('scripts/migrate.ts', import.meta.url)
    const args = [given.dialect, given.location]
    await using first = spawnScript(script, { args })
    await using second = spawnScript(script, { args })
    await using third = spawnScript(script, { args })
    const processes = [first, second, third]
    await Promise.all(processes.map((each) => each.waitFor('ready')))
    for (const each of processes) each.send('go')
    for (const each of processes) {
      const { steps } = await each.waitFor('migrated')
      expect(steps.every((status: string) => status === 'Success')).toBe(true)
    }
    expect(await given.sql(`select source from ${meta}`)).toEqual([{ source: null }])
    expect(await works(given)).toBe(true)
  })

  test('stands beside the application’s own migrations, in a history of its own', async () => {
    await using given = await create()
    const own = new Migrator({ db: given.db, provider: { getMigrations: async () => orders } })
    expect((await own.migrateToLatest()).error).toBeUndefined()
    await migrateEventLog(given.db)
    const more = { ...orders, '2026-11-24_invoices': table('invoices') }
    const later = new Migrator({ db: given.db, provider: { getMigrations: async () => more } })
    const { error, results } = await later.migrateToLatest()
    expect(error).toBeUndefined()
    expect(results?.map(({ migrationName }) => migrationName)).toEqual(['2026-11-24_invoices'])
    expect((await later.migrateTo(NO_MIGRATIONS)).error).toBeUndefined()
    expect(await works(given)).toBe(true)
  })

  test('joins the application’s own history, at the place that it is given there', async () => {
    await using given = await create()
    const migrate = async (migrations: Record<string, Migration>): Promise<readonly string[]> => {
      const migrator = new Migrator({
        db: given.db,
        provider: { getMigrations: async () => migrations },
      })
      const { error, results } = await migrator.migrateToLatest()
      if (error !== undefined) throw error
      return results?.map(({ migrationName }) => migrationName) ?? []
    }
    const merged = { ...orders, ...kyselyEventLogMigrations({ namePrefix: '2026-11-23_b_' }) }
    expect(await migrate(orders)).toEqual(['2026-11-23_a_orders'])
    expect(await migrate(merged)).toEqual([
      '2026-11-23_b_0001_event_log',
      '2026-11-23_b_0002_inbox',
    ])
    const after = { ...merged, '2026-11-24_invoices': table('invoices') }
    expect(await migrate(after)).toEqual(['2026-11-24_invoices'])
    expect(await works(given)).toBe(true)
    const back = new Migrator({ db: given.db, provider: { getMigrations: async () => after } })
    expect((await back.migrateTo(NO_MIGRATIONS)).error).toBeUndefined()
    await expect(given.sql(`select 1 from ${meta}`)).rejects.toThrow(/integration_event_meta/)
  })

  test('joins the application’s own history in two places, as a later release adds a step', async () => {
    await using given = await create()
    const migrate = async (migrations: Record<string, Migration>): Promise<unknown> => {
      const provider = { getMigrations: async () => migrations }
      return (await new Migrator({ db: given.db, provider }).migrateToLatest()).error
    }
    const before = {
      ...kyselyEventLogMigrations({ namePrefix: '2026-11-23_', until: 1 }),
      '2026-11-24_invoices': table('invoices'),
    }
    expect(Object.keys(before)).toEqual(['2026-11-23_0001_event_log', '2026-11-24_invoices'])
    expect(await migrate(before)).toBeUndefined()
    const later = kyselyEventLogMigrations({ namePrefix: '2026-11-25_', after: 1 })
    expect(Object.keys(later)).toEqual(['2026-11-25_0002_inbox'])
    expect(await migrate({ ...before, ...later })).toBeUndefined()
    expect(await works(given)).toBe(true)
  })

  test('takes over where the plain SQL was run before', async () => {
    await using given = await create()
    for (const statement of migrationSql(given.dialect).split(/;\n+(?=--|create|insert|$)/))
      if (statement.trim() !== '') await given.sql(statement)
    const [before] = await given.sql(`select log_id from ${meta}`)
    await migrateEventLog(given.db)
    expect(await given.sql(`select log_id from ${meta}`)).toEqual([before])
    expect(await works(given)).toBe(true)
  })

  test('leaves nothing behind when a step fails', async () => {
    await using given = await create()
    // A table of the same name is in the way of one in the middle.
    await given.sql('create table integration_event_closed (id int)')
    await expect(migrateEventLog(given.db)).rejects.toThrow(/already exists/)
    await expect(given.sql(`select 1 from ${logTable}`)).rejects.toThrow(/integration_event_log/)
    await given.sql('drop table integration_event_closed')
    await migrateEventLog(given.db)
    expect(await works(given)).toBe(true)
  })

  test('and the log itself do not mind plugins that rename columns', async () => {
    await using given = await create()
    const db = given.db.withPlugin(new CamelCasePlugin())
    await migrateEventLog(db)
    expect(await migrateEventLog(db)).toEqual([])
    expect(await works({ db })).toBe(true)
  })
})

describe('migrating with Kysely on PostgreSQL', () => {
  test('is not misled by the history of another log in another schema', async () => {
    await using given = await kyselyTestDatabase('postgres')
    await migrateEventLog(given.db, { schema: 'outbox' })
    await migrateEventLog(given.db)
    expect(await works(given)).toBe(true)
    expect(await works(given, { schema: 'outbox' })).toBe(true)
  })
})

const orders: Record<string, Migration> = { '2026-11-23_a_orders': table('orders') }

function table(name: string): Migration {
  return {
    up: async (db: Kysely<unknown>) => {
      await sql`create table ${sql.table(name)} (id integer)`.execute(db)
    },
    down: async (db: Kysely<unknown>) => {
      await sql`drop table ${sql.table(name)}`.execute(db)
    },
  }
}
