import { randomUUID } from 'node:crypto'
import { EventLogOptionError } from 'eventlogs-sql'
import {
  type InboxDelivery,
  InboxTablesMissingError,
  SecondConnectionError,
} from 'integration-events'
import { type PostgresClient, sqliteClient } from 'testing-prisma'
import { prismaUnitOfWork } from 'uow-prisma'
import { describe, expect, test } from 'vitest'
import { migrateEventLog, prismaInbox } from '../src/index.ts'
import { prismaTestDatabase } from './prisma-harness.ts'

describe('the inbox over Prisma', () => {
  test.each(['postgres', 'sqlite'] as const)(
    'counts attempts on its own client before it is opened, on %s',
    async (dialect) => {
      await using given = await prismaTestDatabase(dialect)
      await migrateEventLog(given.prisma)
      const inbox = prismaInbox(given.prisma)
      const delivery = deliveryOf()
      expect([await inbox.beginAttempt(delivery), await inbox.beginAttempt(delivery)]).toEqual([
        1, 2,
      ])
      await inbox.forgetAttempts(delivery)
      expect(await inbox.beginAttempt(delivery)).toBe(1)
    },
  )

  test('shows its rows as a model', async () => {
    await using given = await prismaTestDatabase('postgres')
    await migrateEventLog(given.prisma)
    const delivery = deliveryOf()
    await prismaInbox(given.prisma).beginAttempt(delivery)
    const { consumer, id: eventId, source } = delivery
    const client = given.prisma as PostgresClient
    const where = { consumer_eventId_source: { consumer, eventId, source } }
    expect(await client.integrationEventInbox.findUnique({ where })).toEqual({
      consumer,
      eventId,
      source,
      attempts: 1,
      handledAt: null,
      expiresAt: expect.any(BigInt),
    })
  })

  test('refuses a client of its own on SQLite, besides the unit of work’s', async () => {
    await using given = await prismaTestDatabase('sqlite')
    await migrateEventLog(given.prisma)
    const second = sqliteClient(given.location)
    const opening = prismaInbox(second).open({ unitOfWork: prismaUnitOfWork(given.prisma) })
    await expect(opening).rejects.toBeInstanceOf(SecondConnectionError)
    await second.$disconnect()
  })

  test('tells how to migrate when its table is missing', async () => {
    await using given = await prismaTestDatabase('sqlite')
    const opening = prismaInbox(given.prisma, { tablePrefix: 'shop_' }).open({
      unitOfWork: prismaUnitOfWork(given.prisma),
    })
    await expect(opening).rejects.toBeInstanceOf(InboxTablesMissingError)
    await expect(opening).rejects.toThrow(/"shop_inbox".*eventlogs-prisma add/)
  })

  test('refuses options that can not be', async () => {
    await using given = await prismaTestDatabase('sqlite')
    expect(() => prismaInbox(undefined, { tablePrefix: 'a-b' })).toThrow(EventLogOptionError)
    expect(() => prismaInbox(given.prisma, { dialect: 'mysql' as never })).toThrow(
      /'postgres' or 'sqlite'/,
    )
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
