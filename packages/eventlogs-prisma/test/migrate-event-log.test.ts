import { migrationSql, tableNames } from 'eventlogs-sql'
import { createSqliteDatabase, spawnScript } from 'testing-databases'
import { createTables, sqliteClient } from 'testing-prisma'
import { prismaUnitOfWork } from 'uow-prisma'
import { describe, expect, test } from 'vitest'
import { migrateEventLog, prismaEventLog } from '../src/index.ts'
import { type PrismaTestDatabase, prismaTestDatabase } from './prisma-harness.ts'

const { log: logTable, meta } = tableNames()
const steps = ['0001_event_log', '0002_inbox']

async function works({ prisma }: PrismaTestDatabase, tables = {}): Promise<boolean> {
  const opened = await prismaEventLog(prisma, tables).open({
    unitOfWork: prismaUnitOfWork(prisma),
    source: 'shop',
  })
  return opened.id !== ''
}

describe.each(['postgres', 'sqlite'] as const)(
  'migrating without Prisma Migrate on %s',
  (dialect) => {
    test('brings the tables up to date, once', async () => {
      await using given = await prismaTestDatabase(dialect)
      expect(await migrateEventLog(given.prisma)).toEqual(steps)
      expect(await migrateEventLog(given.prisma)).toEqual([])
      expect(await works(given)).toBe(true)
    })

    test('is safe for many processes at once', { timeout: 30_000 }, async () => {
      await using given = await prismaTestDatabase(dialect)
      const script = new URL('scripts/migrate.ts', import.meta.url)
      const args = [dialect, given.location]
      await using first = spawnScript(script, { args })
      await using second = spawnScript(script, { args })
      await using third = spawnScript(script, { args })
      const processes = [first, second, third]
      await Promise.all(processes.map((each) => each.waitFor('ready')))
      for (const each of processes) each.send('go')
      const made = await Promise.all(processes.map((each) => each.waitFor('migrated')))
      expect(made.flatMap(({ steps: names }) => names)).toEqual(steps)
      expect(await works(given)).toBe(true)
    })

    test('takes over where the plain SQL was run before, by Prisma Migrate for example', async () => {
      await using given = await prismaTestDatabase(dialect)
      await given.script(migrationSql(dialect))
      const [before] = await given.sql(`select log_id from ${meta}`)
      expect(await migrateEventLog(given.prisma)).toEqual([])
      expect(await given.sql(`select log_id from ${meta}`)).toEqual([before])
      expect(await works(given)).toBe(true)
    })

    test('leaves nothing behind when a step fails', async () => {
      await using given = await prismaTestDatabase(dialect)
      // A table of the same name is in the way of one in the middle.
      await given.sql('create table integration_event_closed (id int)')
      await expect(migrateEventLog(given.prisma)).rejects.toThrow(/already exists/)
      await expect(given.sql(`select 1 from ${logTable}`)).rejects.toThrow(/integration_event_log/)
      await given.sql('drop table integration_event_closed')
      await migrateEventLog(given.prisma)
      expect(await works(given)).toBe(true)
    })
  },
)

test('migrating on PostgreSQL makes a log per schema', async () => {
  await using given = await prismaTestDatabase('postgres')
  await migrateEventLog(given.prisma, { schema: 'outbox' })
  await migrateEventLog(given.prisma)
  expect(await works(given)).toBe(true)
  expect(await works(given, { schema: 'outbox' })).toBe(true)
})

test('migrating on a SQLite file that somebody reads leaves the client usable when its commit is refused', async () => {
  using database = createSqliteDatabase()
  const reader = database.open({ journalMode: 'delete' })
  const prisma = sqliteClient(database.file, { busyTimeout: 1 })
  await createTables(prisma, 'sqlite')
  reader.exec('begin; select * from names')
  await expect(migrateEventLog(prisma)).rejects.toMatchObject({ code: 'P2010' })
  reader.exec('rollback')
  expect(await migrateEventLog(prisma)).toEqual(steps)
  await prisma.$disconnect()
})
