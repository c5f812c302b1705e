export { createCuttablePostgres, type CuttablePostgres } from './cuttable-postgres.ts'
export { type CutAtCommit, type CutAtCommitOptions, cutAtCommit } from './cut-at-commit.ts'
export { type EventuallyOptions, eventually } from './eventually.ts'
export { freePort } from './free-port.ts'
export { type Gate, gate } from './gate.ts'
export { patience, patienceVariable } from './patience.ts'
export {
  type CreatePostgresDatabaseOptions,
  createPostgresDatabase,
  type PostgresDatabase,
  tolerantPool,
} from './postgres-database.ts'
export { plainSql, type PlainSql, poolSql, type PoolSql } from './pool-sql.ts'
export { type FrontendMessage, PostgresFrontendParser } from './postgres-frontend.ts'
export {
  type PostgresServer,
  type StartPostgresOptions,
  startPostgres,
} from './postgres-process.ts'
export { commands, report, type ScriptMessage } from './script-messages.ts'
export { seededRandom } from './seeded-random.ts'
export { sweepOrphanedServers } from './server-folder.ts'
export {
  type ScriptExit,
  type ScriptProcess,
  type SpawnScriptOptions,
  spawnScript,
  type WaitForOptions,
} from './spawn-script.ts'
export {
  createSqliteDatabase,
  type CreateSqliteDatabaseOptions,
  type OpenSqliteOptions,
  type SqliteDatabase,
} from './sqlite-database.ts'
export {
  type ProxiedConnection,
  type TcpProxy,
  type TcpProxyOptions,
  tcpProxy,
} from './tcp-proxy.ts'
export { temporaryRoot } from './temporary-root.ts'
