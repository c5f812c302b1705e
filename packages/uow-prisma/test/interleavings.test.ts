import process from 'node:process'
import {
  createPostgresDatabase,
  createSqliteDatabase,
  type PostgresDatabase,
  seededRandom,
} from 'testing-databases'
import { createTables, postgresClient, type PostgresClient, sqliteClient } from 'testing-prisma'
import { describe, expect, it } from 'vitest'
import { prismaUnitOfWork } from '../src/index.ts'
import { sent } from './databases.ts'

interface Given {
  readonly prisma: PostgresClient
  readonly close: () => Promise<void>
}

const databases: readonly { readonly title: string; readonly create: () => Promise<Given> }[] = [
  {
    title: 'PostgreSQL',
    create: async () => {
      const database: PostgresDatabase = await createPostgresDatabase()
      const prisma = postgresClient(database.pool({ max: 5 }))
      await createTables(prisma, 'postgres')
      return { prisma, close: () => closeAll(prisma, () => database.drop()) }
    },
  },
  {
    title: 'SQLite',
    create: async () => {
      const database = createSqliteDatabase()
      database.open()
      const prisma = sqliteClient(database.file) as unknown as PostgresClient
      await createTables(prisma, 'sqlite')
      return { prisma, close: () => closeAll(prisma, () => database.drop()) }
    },
  },
]

async function closeAll(prisma: PostgresClient, drop: () => unknown): Promise<void> {
  await prisma.$disconnect()
  await drop()
}

class ChangedItsMind extends Error {}

describe.each(databases)('on $title', ({ title, create }) => {
  it('what was said to be committed is there and nothing else, however all that uses the client interleaves', async () => {
    const seed = Number(process.env['INTERLEAVINGS_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
    // With it, a failure can be repeated.
    console.log(`interleavings on ${title}: INTERLEAVINGS_SEED=${seed}`)
    const random = seededRandom(seed)
    const { close, prisma } = await create()
    const uow = prismaUnitOfWork(prisma, { maxWait: 30_000 })
    const committed = new Set<string>()
    const hooked = new Set<string>()

    const pause = async (): Promise<void> => {
      for (let turns = Math.floor(random() * 4); turns > 0; turns -= 1)
        await new Promise(setImmediate)
    }
    const insert = async (by: Pick<PostgresClient, 'name'>, name: string): Promise<void> => {
      await pause()
      await by.name.create({ data: { name } })
      await pause()
    }
    /** Decides, and undoes by throwing. */
    const perhapsNot = (): void => {
      if (random() < 0.4) throw new ChangedItsMind()
    }
    const settle = async (work: Promise<readonly string[]>): Promise<void> => {
      const written = await work.catch((error: unknown) => {
        if (!(error instanceof ChangedItsMind)) throw error
        return []
      })
      for (const each of written) committed.add(each)
    }

    const unit = (name: string): Promise<readonly string[]> =>
      uow.run(async (tx) => {
        const written = [name]
        uow.current()?.afterCommit(() => hooked.add(name))
        await insert(tx, name)
        if (random() < 0.5) {
          const nested = `${name}, nested`
          const run = async (inner: Pick<PostgresClient, 'name'>): Promise<void> => {
            await insert(inner, nested)
            perhapsNot()
          }
          const kept = await (random() < 0.5 ? uow.run(run) : tx.$transaction(run)).then(
            () => true,
            (error: unknown) => {
              if (!(error instanceof ChangedItsMind)) throw error
              return false
            },
          )
          if (kept) written.push(nested)
        }
        if (random() < 0.5) {
          const unawaited = `${name}, unawaited`
          // Where the unit is undone, it may be refused.
          sent(tx.name.create({ data: { name: unawaited } })).catch(() => {})
          written.push(unawaited)
        }
        perhapsNot()
        return written
      })
    const byHand = async (name: string): Promise<readonly string[]> => {
      await using work = await uow.begin()
      await insert(work.tx, name)
      perhapsNot()
      work.transaction.afterCommit(() => hooked.add(name))
      await work.commit()
      return [name]
    }
    const plain = async (name: string): Promise<readonly string[]> => {
      await insert(prisma, name)
      return [name]
    }
    const ownTransaction = (name: string): Promise<readonly string[]> =>
      prisma.$transaction(
        async (tx) => {
          await insert(tx, name)
          perhapsNot()
          return [name]
        },
        { maxWait: 30_000, timeout: 30_000 },
      )
    const list = async (name: string): Promise<readonly string[]> => {
      await pause()
      const both = [`${name}, 1`, `${name}, 2`]
      await prisma.$transaction(both.map((each) => prisma.name.create({ data: { name: each } })))
      return both
    }
    const sql = async (name: string): Promise<readonly string[]> => {
      await uow.sql.execute(`insert into names (name) values ('${name}')`, [])
      return [name]
    }
    const sqlTransaction = (name: string): Promise<readonly string[]> =>
      uow.sql.transaction(async (own) => {
        await own.execute(`insert into names (name) values ('${name}')`, [])
        await pause()
        perhapsNot()
        return [name]
      })

    const kinds = { unit, byHand, plain, ownTransaction, list, sql, sqlTransaction }
    const work = Array.from({ length: 120 }, (_, index) => {
      const [kind, begin] = Object.entries(kinds)[Math.floor(random() * 7)]!
      const name = `${kind} ${index}`
      return pause().then(() => settle(begin(name)))
    })
    await Promise.all(work)
    const there = (await prisma.name.findMany()).map(({ name }) => name)
    expect(there.toSorted()).toEqual([...committed].toSorted())
    const units = [...committed].filter((name) => /^(unit|byHand) \d+$/.test(name))
    expect([...hooked].toSorted()).toEqual(units.toSorted())
    await close()
  })
})
