import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { temporaryRoot } from './temporary-root.ts'

export interface OpenSqliteOptions {
  /** Default 'wal'. */
  readonly journalMode?: 'wal' | 'delete' | 'truncate' | 'persist' | 'memory' | 'off'
  /** Default 'full', with which an acknowledged commit is durable. */
  readonly synchronous?: 'off' | 'normal' | 'full' | 'extra'
  /** How long a statement waits for a lock, in milliseconds. Default 5,000. */
  readonly busyTimeout?: number
  /** Default false. */
  readonly readonly?: boolean
}

/** A throwaway SQLite file. */
export interface SqliteDatabase extends Disposable {
  readonly file: string
  /** A connection to it. `drop()` closes it. */
  open(options?: OpenSqliteOptions): Database.Database
  /** Closes the connections handed out and removes the file with its folder. */
  drop(): void
}

export interface CreateSqliteDatabaseOptions {
  /**
   * Whether its commits survive the loss of power: the file on disk, and not in memory. For
   * benchmarks. Default false.
   */
  readonly durable?: boolean
}

/** Names a fresh SQLite file in a temporary folder of its own; the first `open()` creates it. */
export function createSqliteDatabase({
  durable = false,
}: CreateSqliteDatabaseOptions = {}): SqliteDatabase {
  const folder = mkdtempSync(
    join(temporaryRoot(durable ? 'disk' : 'memory'), 'integration-events-sqlite-'),
  )
  const file = join(folder, 'test.sqlite')
  const connections = new Set<Database.Database>()
  const drop = (): void => {
    for (const connection of connections) connection.close()
    connections.clear()
    rmSync(folder, { recursive: true, force: true })
  }
  return {
    file,
    open(options = {}) {
      const {
        journalMode = 'wal',
        synchronous = 'full',
        busyTimeout = 5_000,
        readonly = false,
      } = options
      const connection = new Database(file, { readonly, timeout: busyTimeout })
      if (!readonly) connection.pragma(`journal_mode = ${journalMode}`)
      connection.pragma(`synchronous = ${synchronous}`)
      connections.add(connection)
      return connection
    },
    drop,
    [Symbol.dispose]: drop,
  }
}
