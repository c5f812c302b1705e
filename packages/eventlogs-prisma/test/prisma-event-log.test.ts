import { EventLogOptionError, SqliteJournalModeError } from 'eventlogs-sql'
import {
  createIntegrationEventBus,
  createSubscriber,
  DifferentDatabasesError,
  EventLogTablesMissingError,
  inProcessTransport,
  SecondConnectionError,
} from 'integration-events'
import { createSqliteDatabase } from 'testing-databases'
import { sqliteClient } from 'testing-prisma'
import { OuterClientInsideTransactionError } from 'uow'
import { prismaUnitOfWork } from 'uow-prisma'
import { describe, expect, test } from 'vitest'
import { migrateEventLog, prismaEventLog, prismaInbox } from '../src/index.ts'
import { prismaTestDatabase } from './prisma-harness.ts'

describe('the event log over Prisma', () => {
  test('refuses a connection of its own on SQLite, besides the unit of work’s, and names the way out', async () => {
    await using given = await prismaTestDatabase('sqlite')
    await migrateEventLog(given.prisma)
    const second = sqliteClient(given.location)
    const bus = createIntegrationEventBus({
      unitOfWork: prismaUnitOfWork(given.prisma),
      eventLog: prismaEventLog(second),
      publisher: inProcessTransport(),
      source: 'shop',
    })
    const starting = bus.start()
    await expect(starting).rejects.toBeInstanceOf(SecondConnectionError)
    await expect(starting).rejects.toThrow(/leave its own out/)
    await second.$disconnect()
  })

  test('refuses, on SQLite, to be asked from inside a unit of work, instead of waiting for ever', async () => {
    await using given = await prismaTestDatabase('sqlite')
    await migrateEventLog(given.prisma)
    const unitOfWork = prismaUnitOfWork(given.prisma)
    const log = prismaEventLog(given.prisma)
    await log.open({ unitOfWork, source: 'shop' })
    const asking = unitOfWork.run(async () => await log.stats())
    await expect(asking).rejects.toBeInstanceOf(OuterClientInsideTransactionError)
    expect(await log.stats()).toMatchObject({ pending: 0 })
  })

  test('refuses a SQLite file with a rollback journal, in which a reader makes commits fail', async () => {
    using database = createSqliteDatabase()
    database.open({ journalMode: 'delete' })
    const prisma = sqliteClient(database.file)
    await migrateEventLog(prisma)
    const unitOfWork = prismaUnitOfWork(prisma)
    const bus = createIntegrationEventBus({
      unitOfWork,
      eventLog: prismaEventLog(prisma),
      publisher: inProcessTransport(),
      source: 'shop',
    })
    await expect(bus.start()).rejects.toBeInstanceOf(SqliteJournalModeError)
    const subscriber = createSubscriber({ unitOfWork, inbox: prismaInbox(prisma) })
    await expect(subscriber.start()).rejects.toBeInstanceOf(SqliteJournalModeError)
    await prisma.$disconnect()
  })

  test('tells how to migrate when its tables are missing', async () => {
    await using given = await prismaTestDatabase('postgres')
    const log = prismaEventLog(given.prisma, { tablePrefix: 'shop_' })
    const opening = log.open({ unitOfWork: prismaUnitOfWork(given.prisma), source: 'shop' })
    await expect(opening).rejects.toBeInstanceOf(EventLogTablesMissingError)
    await expect(opening).rejects.toThrow(
      /"shop_log".*eventlogs-prisma add.*migrateEventLog\(prisma\)/,
    )
  })

  test('on PostgreSQL refuses a unit of work on SQLite, also when it appends', async () => {
    await using given = await prismaTestDatabase('postgres')
    await using other = await prismaTestDatabase('sqlite')
    await migrateEventLog(given.prisma)
    const unitOfWork = prismaUnitOfWork(other.prisma)
    const log = prismaEventLog(given.prisma)
    const opening = log.open({ unitOfWork, source: 'shop' })
    await expect(opening).rejects.toBeInstanceOf(DifferentDatabasesError)
    const appending = unitOfWork.run(async () => await log.append(unitOfWork.current()!, [], null))
    await expect(appending).rejects.toBeInstanceOf(DifferentDatabasesError)
  })

  test('refuses a client whose SQL it does not speak', async () => {
    await using given = await prismaTestDatabase('sqlite')
    const stranger = Object.assign(Object.create(given.prisma) as typeof given.prisma, {
      _activeProvider: 'mysql',
    })
    expect(() => prismaEventLog(stranger)).toThrow(EventLogOptionError)
    expect(() => prismaEventLog(given.prisma, { dialect: 'mysql' as never })).toThrow(
      /'postgres' or 'sqlite'/,
    )
    expect(() => prismaEventLog(undefined, { tablePrefix: 'a-b' })).toThrow(EventLogOptionError)
  })

  test('works with an extended client too', async () => {
    await using given = await prismaTestDatabase('postgres')
    await migrateEventLog(given.prisma)
    const extended = given.prisma.$extends({ client: { $hello: () => 'hello' } })
    const log = prismaEventLog(extended)
    await log.open({ unitOfWork: prismaUnitOfWork(extended), source: 'shop' })
    expect(await log.stats()).toMatchObject({ pending: 0 })
  })
})
