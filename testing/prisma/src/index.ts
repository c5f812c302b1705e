export { Prisma } from '../generated/postgres/client.ts'
export {
  createTables,
  postgresClient,
  type PostgresClient,
  type PostgresClientOptions,
  sqliteClient,
  type SqliteClient,
  type SqliteClientOptions,
} from './clients.ts'
