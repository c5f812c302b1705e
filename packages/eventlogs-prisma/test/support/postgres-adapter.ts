import {
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQuery,
} from '@prisma/driver-adapter-utils'
import pg from 'pg'
import { createPostgresDatabase, type PostgresDatabase } from 'testing-databases'

const { builtins } = pg.types
const types: Readonly<Record<number, number>> = {
  [builtins.BOOL]: ColumnTypeEnum.Boolean,
  // The system's tables have columns of this type, at which Prisma's own adapter gives up.
  [builtins.CHAR]: ColumnTypeEnum.Character,
  [builtins.INT2]: ColumnTypeEnum.Int32,
  [builtins.INT4]: ColumnTypeEnum.Int32,
  [builtins.INT8]: ColumnTypeEnum.Int64,
  [builtins.OID]: ColumnTypeEnum.Int64,
  [builtins.TIMESTAMPTZ]: ColumnTypeEnum.DateTime,
  1009: ColumnTypeEnum.TextArray,
}

/** A database for the schema engine, which makes itself others as shadows. */
export function postgresAdapter(database: PostgresDatabase): SqlMigrationAwareDriverAdapterFactory {
  return {
    provider: 'postgres',
    adapterName: 'test',
    connect: async () => await connect(database),
    async connectToShadowDb() {
      const shadow = await createPostgresDatabase()
      return await connect(shadow, async () => await shadow.drop())
    },
  }
}

async function connect(
  database: PostgresDatabase,
  after = async (): Promise<void> => {},
): Promise<SqlDriverAdapter> {
  const client = await database.pool({ max: 1 }).connect()
  return {
    provider: 'postgres',
    adapterName: 'test',
    async queryRaw({ sql, args }: SqlQuery) {
      const { fields, rows } = await client.query<unknown[]>({
        text: sql,
        values: args,
        rowMode: 'array',
      })
      return {
        columnNames: fields.map(({ name }) => name),
        columnTypes: fields.map(
          ({ dataTypeID }) => (types[dataTypeID] ?? ColumnTypeEnum.Text) as never,
        ),
        rows: rows.map((row) =>
          row.map((value) => (value instanceof Date ? value.toISOString() : value)),
        ),
      }
    },
    executeRaw: async ({ sql, args }) => (await client.query(sql, args)).rowCount ?? 0,
    executeScript: async (script) => void (await client.query(script)),
    getConnectionInfo: () => ({ schemaName: 'public', supportsRelationJoins: true }),
    startTransaction: async () => await Promise.reject(new Error('Migrate begins none.')),
    async dispose() {
      client.release(true)
      await after()
    },
  }
}
