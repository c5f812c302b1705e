import { createSqliteDatabase } from 'testing-databases'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../src/database.ts'
import { migrate } from '../src/migrate.ts'
import { databases } from './databases.ts'

describe('opening a database', () => {
  it('makes a commit on SQLite survive a power cut', async () => {
    using database = createSqliteDatabase()
    const url = `file:${database.file}`
    const first = await openDatabase(url)
    await first.prisma.$disconnect()
    // To a file that is in WAL mode already, a connection is `normal` by default.
    const { prisma } = await openDatabase(url)
    expect(await prisma.$queryRaw`pragma journal_mode`).toEqual([{ journal_mode: 'wal' }])
    const full = 2n
    expect(await prisma.$queryRaw`pragma synchronous`).toEqual([{ synchronous: full }])
    await prisma.$disconnect()
  })

  it('knows two kinds of URL', async () => {
    await expect(openDatabase('mysql://localhost/orders')).rejects.toThrow('DATABASE_URL begins')
  })
})

describe.each(databases)('migrating on $name', ({ create }) => {
  it('does nothing the second time', async () => {
    await using database = await create()
    const opened = await openDatabase(database.url)
    await migrate(opened)
    await opened.prisma.order.create({ data: { id: 'order-1', customer: 'Ada', total: 1 } })
    await migrate(opened)
    expect(await opened.prisma.order.count()).toBe(1)
    await opened.prisma.$disconnect()
  })
})
