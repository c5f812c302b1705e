import Database from 'better-sqlite3'
import {
  Kysely,
  PostgresDialect,
  type SqliteDatabase,
  SqliteDialect,
  type Transaction,
} from 'kysely'
import { createCuttablePostgres, createSqliteDatabase } from 'testing-databases'
import type { UnitOfWorkFixture, UnitOfWorkHarness } from 'uow/testing'
import { kyselyUnitOfWork } from '../src/index.ts'

export interface TestDatabase {
  names: { name: string }
}

/** Kysely types SQLite's bound values as unknown[]; better-sqlite3's own types are narrower. */
export function sqliteDialect(database: Database.Database): SqliteDialect {
  return new SqliteDialect({ database: database as unknown as SqliteDatabase })
}

type Fixture = UnitOfWorkFixture<Transaction<TestDatabase>>

const createTable = 'create table names (name text not null)'

const insertByClient: Fixture['insert'] = (tx, name) =>
  tx.insertInto('names').values({ name }).execute()

const statements = {
  insert: insertByClient,
  touchSql: 'update names set name = name',
  selectSql: 'select name from names',
  failingSql: 'select * from no_such_table',
}

const sortedNames = (rows: readonly { name: string }[]): string[] =>
  rows.map(({ name }) => name).toSorted()

/** Units of work on a PostgreSQL database, through a proxy that can cut a connection at COMMIT. */
export const postgresHarness: UnitOfWorkHarness<Transaction<TestDatabase>> = {
  capabilities: { failureAbortsTransaction: true, breakableConnections: true },
  async create(options) {
    const cuttable = await createCuttablePostgres()
    const independent = cuttable.database.pool({ max: 2 })
    await independent.query(createTable)
    const db = new Kysely<TestDatabase>({ dialect: new PostgresDialect({ pool: cuttable.pool() }) })
    return {
      ...statements,
      unitOfWork: kyselyUnitOfWork(db, options),
      insertSql: (name) => ({ sql: 'insert into names values ($1)', parameters: [name] }),
      committed: async () => sortedNames((await independent.query('select name from names')).rows),
      cutNextCommit: cuttable.cutNextCommit,
      close: cuttable.close,
    }
  },
}

/** Units of work on a SQLite file, read by a connection of its own. */
export const sqliteFileHarness: UnitOfWorkHarness<Transaction<TestDatabase>> = {
  capabilities: {
    parallelTransactions: false,
    refusesOuterClient: true,
    isolationLevels: ['serializable'],
  },
  async create(options) {
    const database = createSqliteDatabase()
    const connection = database.open()
    connection.exec(createTable)
    const independent = database.open({ readonly: true })
    const db = new Kysely<TestDatabase>({ dialect: sqliteDialect(connection) })
    return {
      ...sqliteFixture(db, independent),
      unitOfWork: kyselyUnitOfWork(db, options),
      close: async () => database.drop(),
    }
  },
}

/** Units of work on a SQLite database in memory, which nobody can read by another connection. */
export const sqliteMemoryHarness: UnitOfWorkHarness<Transaction<TestDatabase>> = {
  capabilities: { ...sqliteFileHarness.capabilities, isolatedReads: false },
  async create(options) {
    const connection = new Database(':memory:')
    connection.exec(createTable)
    const db = new Kysely<TestDatabase>({ dialect: sqliteDialect(connection) })
    return {
      ...sqliteFixture(db, connection),
      unitOfWork: kyselyUnitOfWork(db, options),
      close: async () => void connection.close(),
    }
  },
}

function sqliteFixture(
  db: Kysely<TestDatabase>,
  independent: Database.Database,
): Omit<Fixture, 'unitOfWork'> {
  return {
    ...statements,
    insertSql: (name) => ({ sql: 'insert into names values (?)', parameters: [name] }),
    committed: async () =>
      sortedNames(independent.prepare<[], { name: string }>('select name from names').all()),
    insertOutside: (name) => db.insertInto('names').values({ name }).execute(),
  }
}
