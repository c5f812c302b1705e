export {
  createTables,
  postgresClient,
  type PostgresClient,
  sqliteClient,
  type SqliteClient,
} from './clients.ts'
