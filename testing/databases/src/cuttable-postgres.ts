import type pg from 'pg'
import { cutAtCommit, type CutAtCommitOptions } from './cut-at-commit.ts'
import { createPostgresDatabase, type PostgresDatabase } from './postgres-database.ts'
import { tcpProxy } from './tcp-proxy.ts'

/** A throwaway PostgreSQL database that is reached through a proxy, which can cut it off. */
export interface CuttablePostgres {
  /** Past the proxy. */
  readonly database: PostgresDatabase
  /** Connections through the proxy. */
  readonly pool: () => pg.Pool
  /** Makes the next COMMIT break its connection, before or after it reached the server. */
  readonly cutNextCommit: (reaches: CutAtCommitOptions['reaches']) => void
  readonly close: () => Promise<void>
}

export async function createCuttablePostgres(): Promise<CuttablePostgres> {
  const database = await createPostgresDatabase()
  const { hostname, port } = new URL(database.url)
  const cuts = {
    server: cutAtCommit({ reaches: 'server' }),
    nobody: cutAtCommit({ reaches: 'nobody' }),
  }
  const proxy = await tcpProxy({
    to: { host: hostname, port: Number(port || 5432) },
    onClientData(chunk, forward, connection) {
      const next = (): void => cuts.nobody.onClientData(chunk, forward, connection)
      cuts.server.onClientData(chunk, next, connection)
    },
  })
  return {
    database,
    pool: () => database.pool({ connectionString: proxy.through(database.url) }),
    cutNextCommit: (reaches) => cuts[reaches].arm(),
    async close() {
      await proxy.close()
      await database.drop()
    },
  }
}
