import process from 'node:process'
import { createSqliteDatabase, gate, type SqliteDatabase } from 'testing-databases'
import { createTables, sqliteClient, type SqliteClient } from 'testing-prisma'
import {
  ConnectionSharedError,
  DatabaseBusyError,
  databaseFailure,
  OuterClientInsideTransactionError,
  TransactionAbortedError,
  UnitOfWorkOptionError,
  UnitOfWorkTimeoutError,
} from 'uow'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type PrismaUnitOfWork, prismaUnitOfWork } from '../src/index.ts'
import { sent, type SqliteTransaction } from './databases.ts'

let database: SqliteDatabase
let prisma: SqliteClient
let uow: PrismaUnitOfWork<SqliteTransaction>

beforeEach(async () => {
  database = createSqliteDatabase()
  database.open()
  prisma = sqliteClient(database.file, { busyTimeout: 1 })
  await createTables(prisma, 'sqlite')
  await prisma.$executeRawUnsafe('create unique index unique_name on names (name)')
  uow = prismaUnitOfWork(prisma)
})

afterEach(async () => {
  await prisma.$disconnect()
  database.drop()
})

const insert = (tx: Pick<SqliteTransaction, 'name'>, name: string): Promise<{ name: string }> =>
  sent(tx.name.create({ data: { name } }))

const nextTick = (): Promise<void> => new Promise((resolve) => process.nextTick(resolve))

const names = (): string[] =>
  database
    .open({ readonly: true })
    .prepare<[], { name: string }>('select name from names order by name')
    .all()
    .map(({ name }) => name)

/** Takes the write lock of the file on a connection of its own. */
function lockedByAnother(): { readonly release: () => void } {
  const other = database.open({ busyTimeout: 0 })
  other.exec('begin immediate')
  return { release: () => void other.exec('rollback') }
}

describe('the write lock', () => {
  it('is taken before the first statement, so that reading before writing can not fail', async () => {
    const other = database.open({ busyTimeout: 0 })
    await uow.run(async (tx) => {
      expect(() => other.exec('begin immediate')).toThrow('database is locked')
      await tx.name.findMany()
      await insert(tx, 'a')
    })
    other.exec('begin immediate; rollback')
    expect(names()).toEqual(['a'])
  })

  it('that another connection holds ends in a clear error, and leaves the connection free', async () => {
    const other = lockedByAnother()
    const write = (): Promise<unknown> => uow.run((tx) => insert(tx, 'a'))
    await expect(write()).rejects.toThrow(DatabaseBusyError)
    await expect(uow.sql.transaction(async () => {})).rejects.toThrow(DatabaseBusyError)
    await expect(uow.begin()).rejects.toThrow(DatabaseBusyError)
    // Reading is possible all the time.
    expect(await prisma.name.findMany()).toEqual([])
    expect(await uow.sql.query('select name from names', [])).toEqual([])
    other.release()
    await write()
    expect(names()).toEqual(['a'])
  })

  it('is taken where there is no table yet, and where the table that it was taken by is gone', async () => {
    using empty = createSqliteDatabase()
    const other = empty.open({ busyTimeout: 0 })
    const client = sqliteClient(empty.file, { busyTimeout: 1 })
    const unitOfWork = prismaUnitOfWork(client)
    const isLocked = (): void =>
      expect(() => other.exec('begin immediate')).toThrow('database is locked')
    await unitOfWork.run(isLocked)
    other.exec('create table first (id int)')
    await unitOfWork.run(isLocked)
    other.exec('drop table first; create table "it""s the second" (id int)')
    await unitOfWork.run(isLocked)
    await unitOfWork.run(isLocked)
    other.exec('begin immediate')
    await expect(unitOfWork.run(() => {})).rejects.toThrow(DatabaseBusyError)
    other.exec('rollback')
    await unitOfWork.run(isLocked)
    await client.$disconnect()
  })
})

describe('a commit', () => {
  it('that is refused because somebody reads is rolled back, and can be repeated', async () => {
    using rollbackJournal = createSqliteDatabase()
    const reader = rollbackJournal.open({ journalMode: 'delete' })
    const client = sqliteClient(rollbackJournal.file, { busyTimeout: 1 })
    await createTables(client, 'sqlite')
    const unitOfWork = prismaUnitOfWork(client)
    const select = reader.prepare('select name from names')
    reader.exec('begin')
    select.all()
    const states: unknown[] = []
    const write = (name: string): Promise<unknown> =>
      unitOfWork.run(async (tx) => {
        const transaction = unitOfWork.current()
        transaction?.afterCommit(() => states.push('committed'))
        transaction?.afterRollback(() => states.push(transaction.state))
        await insert(tx, name)
      })
    // The second one waits behind the first, whose transaction must be over before it begins.
    const both = await Promise.allSettled([write('a'), write('b')])
    for (const result of both)
      expect(result).toMatchObject({ status: 'rejected', reason: { code: 'UOW_DATABASE_BUSY' } })
    const alone = await unitOfWork.sql
      .execute('delete from names', [])
      .catch((error: unknown) => error)
    expect(databaseFailure(alone)).toMatchObject({ kind: 'busy', retryable: true })
    reader.exec('rollback')
    expect(select.all()).toEqual([])
    await client.name.create({ data: { name: 'by the outer client' } })
    await write('c')
    expect(states).toEqual(['rolledBack', 'rolledBack', 'committed'])
    expect(select.all()).toEqual([{ name: 'by the outer client' }, { name: 'c' }])
    await client.$disconnect()
  })

  it('that violates a deferred constraint is rolled back, and rejects with that error', async () => {
    const unit = uow.run((tx) => tx.order.create({ data: { customerId: 42, total: 1 } }))
    const error = await unit.catch((reason: unknown) => reason)
    expect(databaseFailure(error)).toMatchObject({ kind: 'constraint', retryable: false })
    await uow.run((tx) => insert(tx, 'a'))
    expect(names()).toEqual(['a'])
  })
})

describe('a transaction that SQLite has rolled back on its own account', () => {
  const rollsBack = `insert or rollback into names (name) values ('taken')`

  beforeEach(() => uow.run((tx) => insert(tx, 'taken')))

  it('takes no more statements, which would be committed one by one', async () => {
    const order: string[] = []
    const unit = uow.run(async (tx) => {
      uow.current()?.afterRollback(() => order.push('rolled back'))
      await insert(tx, 'before')
      await expect(sent(tx.$executeRawUnsafe(rollsBack))).rejects.toThrow('UNIQUE')
      await expect(insert(tx, 'after')).rejects.toThrow(TransactionAbortedError)
      await expect(uow.run(() => {})).rejects.toThrow(TransactionAbortedError)
    })
    const error = await unit.catch((reason: unknown) => reason)
    expect(TransactionAbortedError.isInstance(error)).toBe(true)
    expect(order).toEqual(['rolled back'])
    await uow.run((tx) => insert(tx, 'later'))
    expect(names()).toEqual(['later', 'taken'])
  })

  it('takes none of those either that were sent before it was known', async () => {
    // At each turn of the event loop that the failure takes to be understood.
    for (let turns = 0; turns < 20; turns += 1) {
      const unit = uow.run(async (tx) => {
        await insert(tx, 'before it')
        const failed = sent(tx.$executeRawUnsafe(rollsBack))
        for (let turn = 0; turn < turns; turn += 1) await nextTick()
        await Promise.allSettled([failed, insert(tx, `behind it, ${turns}`)])
      })
      await expect(unit).rejects.toThrow(TransactionAbortedError)
    }
    expect(names()).toEqual(['taken'])
  })

  it('inside of a nested run takes the whole unit with it', async () => {
    const unit = uow.run(async (tx) => {
      await insert(tx, 'before')
      const nested = uow.run((inner) => inner.$executeRawUnsafe(rollsBack))
      await expect(nested).rejects.toThrow('UNIQUE')
      await insert(tx, 'after')
    })
    await expect(unit).rejects.toThrow(TransactionAbortedError)
    expect(names()).toEqual(['taken'])
  })
})

describe('the single connection', () => {
  it('is waited for by those who are not inside of the unit, for longer than Prisma would', async () => {
    const written = gate()
    const unit = uow.run(async (tx) => {
      await insert(tx, 'a')
      await written.passed
      throw new Error('no')
    })
    await written.waited
    const others = [
      uow.run((tx) => insert(tx, 'b')),
      uow.sql.execute(`insert into names (name) values ('c')`, []),
      uow.sql.transaction((sql) => sql.execute(`insert into names (name) values ('d')`, [])),
    ]
    // A statement of theirs would be part of the unit, and be rolled back with it.
    written.open()
    await expect(unit).rejects.toThrow('no')
    await Promise.all(others)
    expect(names()).toEqual(['b', 'c', 'd'])
  })

  it('is waited for until maxWait, where that is given', async () => {
    const holding = gate()
    const unit = uow.run(() => holding.passed)
    await holding.waited
    await expect(uow.run(() => {}, { maxWait: 10 })).rejects.toThrow(DatabaseBusyError)
    const patient = uow.run((tx) => insert(tx, 'a'))
    holding.open()
    await unit
    await patient
    expect(names()).toEqual(['a'])
  })

  it('is refused inside of a second unit of work over the same client', async () => {
    const second = prismaUnitOfWork(prisma)
    for (const [outer, inner] of [
      [uow, second],
      [second, uow],
    ] as const) {
      await outer.run(async () => {
        await expect(inner.run(() => {})).rejects.toThrow(OuterClientInsideTransactionError)
      })
    }
  })

  it('is refused to work of a nested run that has ended, while the unit goes on', async () => {
    await uow.run(async () => {
      const ended = gate()
      let late: Promise<unknown> | undefined
      await uow.run(() => {
        late = ended.passed.then(() => uow.sql.query('select 1', []))
      })
      ended.open()
      await expect(late).rejects.toThrow(OuterClientInsideTransactionError)
    })
  })

  it('that a handle holds is free again at the timeout of the handle', async () => {
    const work = await uow.begin({ timeout: 50 })
    await insert(work.tx, 'a')
    // Nothing tells that this is done on behalf of the handle. It waits for the handle's end.
    expect(await uow.sql.query('select name from names', [])).toEqual([])
    await expect(work.commit()).rejects.toThrow(UnitOfWorkTimeoutError)
    expect(names()).toEqual([])
  })

  it('in a transaction that somebody began by hand is refused, by name', async () => {
    await prisma.$executeRawUnsafe('begin')
    await expect(uow.run(() => {})).rejects.toThrow(ConnectionSharedError)
  })
})

describe('options', () => {
  it.each(['ReadCommitted', 'RepeatableRead', 'read committed'] as const)(
    'refuse the isolation level %s, which SQLite does not have',
    async (isolationLevel) => {
      await expect(uow.run(() => {}, { isolationLevel })).rejects.toThrow(UnitOfWorkOptionError)
      await uow.run((tx) => insert(tx, 'a'), { isolationLevel: 'Serializable' })
      expect(names()).toEqual(['a'])
    },
  )

  it.each([
    { timeout: Infinity },
    { timeout: 0 },
    { timeout: 2 ** 31 },
    { maxWait: Infinity },
    { maxWait: 0 },
    { maxWait: 1.5 },
    { isolationLevel: 'Snapshot' as never },
  ])('refuse %o, which Prisma would make something else of', async (options) => {
    const [name] = Object.keys(options)
    await expect(uow.run(() => {}, options)).rejects.toMatchObject({
      code: 'UOW_OPTION',
      option: name,
    })
    await expect(uow.begin(options)).rejects.toThrow(UnitOfWorkOptionError)
    expect(() => prismaUnitOfWork(prisma, options)).toThrow(UnitOfWorkOptionError)
  })

  it('of the outermost unit are refused in a nested run', async () => {
    await uow.run(async () => {
      for (const options of [{ maxWait: 10 }, { timeout: 10 }])
        await expect(uow.run(() => {}, options)).rejects.toThrow(/nested/)
    })
  })

  it('tell the dialect where the client does not, and refuse what it can not be', () => {
    expect(uow.sql.dialect).toBe('sqlite')
    const stranger = { ...rawMethods(prisma), _activeProvider: undefined }
    expect(() => prismaUnitOfWork(stranger)).toThrow(/dialect/)
    expect(() => prismaUnitOfWork({ ...stranger, _activeProvider: 'mysql' } as never)).toThrow(
      /'postgres' or 'sqlite'.*mysql/,
    )
    expect(prismaUnitOfWork(stranger, { dialect: 'postgres' }).sql.dialect).toBe('postgres')
    expect(() => prismaUnitOfWork(prisma, { dialect: 'mysql' as never })).toThrow(
      `The option dialect is "mysql", but must be 'postgres' or 'sqlite'.`,
    )
  })
})

function rawMethods(client: SqliteClient): Parameters<typeof prismaUnitOfWork>[0] {
  return {
    $queryRawUnsafe: (sql) => client.$queryRawUnsafe(sql),
    $executeRawUnsafe: (sql) => client.$executeRawUnsafe(sql),
    $transaction: (work) => client.$transaction(work),
  }
}
