import {
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQuery,
} from '@prisma/driver-adapter-utils'
import type Database from 'better-sqlite3'
import { createSqliteDatabase, type SqliteDatabase } from 'testing-databases'

/** A database for the schema engine, which makes itself others as shadows. */
export function sqliteAdapter(database: SqliteDatabase): SqlMigrationAwareDriverAdapterFactory {
  return {
    provider: 'sqlite',
    adapterName: 'test',
    connect: async () => connect(database.open()),
    async connectToShadowDb() {
      const shadow = createSqliteDatabase()
      return connect(shadow.open(), () => shadow.drop())
    },
  }
}

function connect(connection: Database.Database, after: () => void = () => {}): SqlDriverAdapter {
  return {
    provider: 'sqlite',
    adapterName: 'test',
    async queryRaw({ sql, args }: SqlQuery) {
      const statement = connection.prepare(sql)
      if (!statement.reader) {
        statement.run(...args)
        return { columnNames: [], columnTypes: [], rows: [] }
      }
      const columns = statement.columns()
      const rows = statement.raw().all(...args) as unknown[][]
      const types = columns.map(({ type }, index) => {
        if (type === 'DATETIME') return ColumnTypeEnum.DateTime
        const numbers = rows.some((row) => typeof row[index] === 'number')
        return numbers ? ColumnTypeEnum.Int64 : ColumnTypeEnum.Text
      })
      return {
        columnNames: columns.map(({ name }) => name),
        columnTypes: types,
        rows: rows.map((row) => row.map((value, index) => print(value, types[index]))),
      }
    },
    async executeRaw({ sql, args }) {
      if (args.length > 0) return connection.prepare(sql).run(...args).changes
      // A whole migration comes this way, too.
      connection.exec(sql)
      return 0
    },
    executeScript: async (script) => void connection.exec(script),
    getConnectionInfo: () => ({ supportsRelationJoins: false }),
    startTransaction: async () => await Promise.reject(new Error('Migrate begins none.')),
    async dispose() {
      connection.close()
      after()
    },
  }
}

function print(value: unknown, type: number | undefined): unknown {
  if (value === null) return null
  if (type === ColumnTypeEnum.DateTime) return new Date(value as string | number).toISOString()
  return typeof value === 'number' ? String(value) : value
}
