import { randomUUID } from 'node:crypto'
import Database from 'better-sqlite3'
import { EventLogOptionError } from 'eventlogs-sql'
import {
  createSubscriber,
  defineEvent,
  DifferentDatabasesError,
  type InboxDelivery,
  InboxTablesMissingError,
  type OutgoingEvent,
  SecondConnectionError,
} from 'integration-events'
import { CamelCasePlugin, Kysely, PostgresDialect, SqliteDialect } from 'kysely'
import { createPostgresDatabase } from 'testing-databases'
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

  test('uses up no attempt while there is no connection for a unit of work', async () => {
    await using database = await createPostgresDatabase()
    const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: database.pool() }) })
    await migrateEventLog(db)
    const pool = database.pool({ max: 1, connectionTimeoutMillis: 50 })
    const unitOfWork = kyselyUnitOfWork(new Kysely({ dialect: new PostgresDialect({ pool }) }))
    const attempts: number[] = []
    const subscriber = createSubscriber({ unitOfWork, inbox: kyselyInbox(db) }).on(
      defineEvent('orders.placed'),
      { consumer: 'billing', retry: { maxAttempts: 1 } },
      (_, { attempt }) => void attempts.push(attempt),
    )
    await subscriber.start()
    const { signal } = new AbortController()
    const event: OutgoingEvent = {
      id: randomUUID(),
      topic: 'orders.placed',
      type: 'orders.placed',
      source: 'shop',
      time: Date.now(),
      key: null,
      headers: {},
      data: '{}',
    }
    const statuses = async (): Promise<readonly string[]> =>
      (await subscriber.handle(event, { signal })).map(({ status }) => status)

    const only = await pool.connect()
    expect(await statuses()).toEqual(['transient'])
    expect(await statuses()).toEqual(['transient'])
    only.release()
    expect(await statuses()).toEqual(['done'])
    expect(attempts).toEqual([1])
    await subscriber.stop()
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
