import type { CreateUnitOfWorkOptions } from '../create-unit-of-work.ts'
import type { SqlParameter } from '../sql-executor.ts'
import type { UnitOfWork, UnitOfWorkOptions } from '../unit-of-work.ts'

/** Where databases truly differ. What a unit of work promises on all of them is not listed. */
export interface UnitOfWorkCapabilities {
  /**
   * Two transactions can be open at once. False where there is one connection: then the second one
   * waits for the first. Default true.
   */
  readonly parallelTransactions?: boolean
  /**
   * `committed()` does not see what an open transaction has written. False where it must share the
   * one connection (SQLite in memory). Default true.
   */
  readonly isolatedReads?: boolean
  /** A statement that fails costs the whole transaction, as on PostgreSQL. Default false. */
  readonly failureAbortsTransaction?: boolean
  /** The native client is guarded as `sql` is. Default true. */
  readonly guardedNative?: boolean
  /**
   * Fixtures have `insertOutside`: there is one connection, and the outer client must be refused
   * inside of a unit of work. Default false.
   */
  readonly refusesOuterClient?: boolean
  /** Fixtures have `cutNextCommit`. Default false. */
  readonly breakableConnections?: boolean
  /** The isolation levels that the database has. Default: all three. */
  readonly isolationLevels?: readonly NonNullable<UnitOfWorkOptions['isolationLevel']>[]
}

/** One unit of work over a database of its own, which has one empty table of names. */
export interface UnitOfWorkFixture<Native> {
  /** The unit of work under test. */
  readonly unitOfWork: UnitOfWork<Native>
  /** Inserts a row through the transaction client. */
  readonly insert: (native: Native, name: string) => Promise<unknown>
  /** A statement that inserts one row. */
  readonly insertSql: (name: string) => {
    readonly sql: string
    readonly parameters: readonly SqlParameter[]
  }
  /** A statement that changes all rows, to how they are. */
  readonly touchSql: string
  /** A statement that reads all rows, as `{ name }`. */
  readonly selectSql: string
  /** A statement that the database refuses. */
  readonly failingSql: string
  /** The committed names, sorted, read by a route that has nothing to do with the unit of work. */
  readonly committed: () => Promise<readonly string[]>
  /**
   * Inserts a row through the outer client, outside of any transaction client. See
   * `refusesOuterClient`.
   */
  readonly insertOutside?: (name: string) => Promise<unknown>
  /**
   * Makes the next COMMIT break the connection, before or after it reached the server.
   * See `breakableConnections`.
   */
  readonly cutNextCommit?: (reaches: 'server' | 'nobody') => void
  /** Frees what the fixture holds. */
  readonly close?: () => Promise<void>
}

/** What a unit of work is tested by: fresh fixtures, and what its database can do. */
export interface UnitOfWorkHarness<Native> {
  /**
   * Makes a fixture, once for each case.
   *
   * @param options to be handed to the unit of work.
   */
  create(options: CreateUnitOfWorkOptions): Promise<UnitOfWorkFixture<Native>>
  /** What the database can do. Default: the default of each. */
  readonly capabilities?: UnitOfWorkCapabilities
}
