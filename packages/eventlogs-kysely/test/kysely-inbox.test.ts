import { randomUUID } from 'node:crypto'
import Database from 'better-sqlite3'
import { EventLogOptionError } from 'eventlogs-sql'
import {
  DifferentDatabasesError,
  type InboxDelivery,
  InboxTablesMissingError,
  SecondConnectionError,
} from 'integration-events'
import { CamelCasePlugin, Kysely, SqliteDialect } from 'kysely'
import { OuterClientInsideTransactionError } from 'uow'
import { kyselyUnitOfWork } from 'uow-kysely'
import { describe, expect, test } from 'vitest'
import { kyselyInbox, migrateEventLog } from '../src/index.ts'
import { kyselyTestDatabase } from './kysely-harness.ts'

describe('the inbox over Kysely', () => {
  test.each(['postgres', 'sqlite'] as const)(
    'counts attempts on its own client before it is opened, on %s',
    async (dialect) => {
      await using given = await kyselyTestDatabase(dialect)
      await migrateEventLog(given.db)
      const inbox = kyselyInbox(given.db.withPlugin(new CamelCasePlugin()))
      const delivery = deliveryOf()
      expect([await inbox.beginAttempt(delivery), await inbox.beginAttempt(delivery)]).toEqual([
        1, 2,
      ])
      expect(await inbox.deleteExpired({ limit: 1 })).toEqual({ deleted: 0, more: false })
    },
  )

  test('refuses a connection of its own on SQLite, besides the unit of work’s', async () => {
    await using given = await kyselyTestDatabase('sqlite')
    await migrateEventLog(given.db)
    const second = new Kysely({
      dialect: new SqliteDialect({ database: new Database(given.location) }),
    })
    const opening = kyselyInbox(second).open({ unitOfWork: kyselyUnitOfWork(given.db) })
    await expect(opening).rejects.toBeInstanceOf(SecondConnectionError)
    await second.destroy()
  })

  test('refuses, on SQLite, to count from inside a unit of work, instead of waiting for ever', async () => {
    await using given = await kyselyTestDatabase('sqlite')
    await migrateEventLog(given.db)
    const unitOfWork = kyselyUnitOfWork(given.db)
    const inbox = kyselyInbox(given.db)
    await inbox.open({ unitOfWork })
    const asking = unitOfWork.run(() => inbox.beginAttempt(deliveryOf()))
    await expect(asking).rejects.toBeInstanceOf(OuterClientInsideTransactionError)
    expect(await inbox.beginAttempt(deliveryOf())).toBe(1)
  })

  test('tells how to migrate when its table is missing', async () => {
    await using given = await kyselyTestDatabase('postgres')
    const inbox = kyselyInbox(given.db, { tablePrefix: 'shop_' })
    const opening = inbox.open({ unitOfWork: kyselyUnitOfWork(given.db) })
    await expect(opening).rejects.toBeInstanceOf(InboxTablesMissingError)
    await expect(opening).rejects.toThrow(/"shop_inbox".*migrateEventLog\(db\)/)
  })

  test('on PostgreSQL refuses a unit of work on SQLite', async () => {
    await using given = await kyselyTestDatabase('postgres')
    await using other = await kyselyTestDatabase('sqlite')
    await migrateEventLog(given.db)
    const opening = kyselyInbox(given.db).open({ unitOfWork: kyselyUnitOfWork(other.db) })
    await expect(opening).rejects.toBeInstanceOf(DifferentDatabasesError)
  })

  test('refuses options that can not be', async () => {
    await using given = await kyselyTestDatabase('sqlite')
    expect(() => kyselyInbox(undefined, { tablePrefix: 'a-b' })).toThrow(EventLogOptionError)
    expect(() => kyselyInbox(given.db, { dialect: 'mysql' as never })).toThrow(
      /'postgres' or 'sqlite'/,
    )
    expect(() => kyselyInbox(given.db, { schema: 'outbox' })).toThrow(EventLogOptionError)
  })
})

function deliveryOf(): InboxDelivery {
  return {
    consumer: 'billing',
    source: 'shop',
    id: randomUUID(),
    date: Date.now(),
    window: 60_000,
    outsideWindow: 'refuse',
  }
}
