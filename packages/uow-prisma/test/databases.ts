import type { UnitOfWorkFixture, UnitOfWorkHarness } from 'uow/testing'
import { createCuttablePostgres, createSqliteDatabase } from 'testing-databases'
import {
  createTables,
  postgresClient,
  type PostgresClient,
  sqliteClient,
  type SqliteClient,
} from 'testing-prisma'
import { type PrismaTransactionClient, prismaUnitOfWork } from '../src/index.ts'

export type PostgresTransaction = PrismaTransactionClient<PostgresClient>
export type SqliteTransaction = PrismaTransactionClient<SqliteClient>

/** Prisma sends a statement once it is awaited; this one is sent in the next turn. */
export async function sent<T>(statement: PromiseLike<T>): Promise<T> {
  return await statement
}

const statements = {
  insert: (tx: PostgresTransaction | SqliteTransaction, name: string): Promise<unknown> =>
    sent((tx as PostgresTransaction).name.create({ data: { name } })),
  touchSql: 'update names set name = name',
  selectSql: 'select name from names',
  failingSql: 'select * from no_such_table',
}

const sortedNames = (rows: readonly { name: string }[]): string[] =>
  rows.map(({ name }) => name).toSorted()

/** Units of work on a PostgreSQL database, through a proxy that can cut a connection at COMMIT. */
export const postgresHarness: UnitOfWorkHarness<PostgresTransaction> = {
  capabilities: { failureAbortsTransaction: true, breakableConnections: true },
  async create(options) {
    const cuttable = await createCuttablePostgres()
    const independent = cuttable.database.pool({ max: 2 })
    const prisma = postgresClient(cuttable.pool())
    await createTables(prisma, 'postgres')
    return {
      ...statements,
      unitOfWork: prismaUnitOfWork(prisma, options),
      insertSql: (name) => ({ sql: 'insert into names (name) values ($1)', parameters: [name] }),
      committed: async () => sortedNames((await independent.query('select name from names')).rows),
      cutNextCommit: cuttable.cutNextCommit,
      async close() {
        await prisma.$disconnect()
        await cuttable.close()
      },
    }
  },
}

type SqliteFixture = UnitOfWorkFixture<SqliteTransaction>

const insertSql: SqliteFixture['insertSql'] = (name) => ({
  sql: 'insert into names (name) values (?)',
  parameters: [name],
})

/** Units of work on a SQLite file, read by a connection of its own. */
export function sqliteFileHarness(
  journalMode: 'wal' | 'delete',
): UnitOfWorkHarness<SqliteTransaction> {
  return {
    capabilities: {
      parallelTransactions: false,
      refusesOuterClient: true,
      isolationLevels: ['serializable'],
    },
    async create(options) {
      const database = createSqliteDatabase()
      const independent = database.open({ journalMode })
      const prisma = sqliteClient(database.file)
      await createTables(prisma, 'sqlite')
      return {
        ...statements,
        insertSql,
        unitOfWork: prismaUnitOfWork(prisma, options),
        insertOutside: (name) => sent(prisma.name.create({ data: { name } })),
        committed: async () =>
          sortedNames(independent.prepare<[], { name: string }>('select name from names').all()),
        async close() {
          await prisma.$disconnect()
          database.drop()
        },
      }
    },
  }
}

/** Units of work on a SQLite database in memory, which nobody can read by another connection. */
export const sqliteMemoryHarness: UnitOfWorkHarness<SqliteTransaction> = {
  capabilities: { ...sqliteFileHarness('wal').capabilities, isolatedReads: false },
  async create(options) {
    const prisma = sqliteClient(':memory:')
    await createTables(prisma, 'sqlite')
    return {
      ...statements,
      insertSql,
      unitOfWork: prismaUnitOfWork(prisma, options),
      insertOutside: (name) => sent(prisma.name.create({ data: { name } })),
      committed: async () => sortedNames(await prisma.name.findMany()),
      close: async () => await prisma.$disconnect(),
    }
  },
}
