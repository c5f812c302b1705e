import type { SqlDatabase, SqlExecutor } from './sql-executor.ts'
import type { UnitOfWorkOptions } from './unit-of-work.ts'

/**
 * What an adapter implements; `createUnitOfWork` does the rest (frames, hooks, the ambient scope).
 */
export interface TransactionDriver<Native, Options extends UnitOfWorkOptions = UnitOfWorkOptions> {
  /** Names the adapter in errors. */
  readonly provider: string
  /** The database outside of transactions. */
  readonly database: SqlDatabase
  /**
   * Opens a transaction on a connection of its own. On SQLite it takes the write lock first.
   *
   * @param frame call its `assertUsable` before each statement that the user sends through `native`, and again once
   *   the statement has got the connection: meanwhile the frame can have ended. (`sql` is guarded
   *   by the unit of work.)
   */
  begin(options: Options, frame: FrameHandle<Native>): Promise<DriverTransaction<Native>>
}

/** Tells whether a statement may be sent through a frame at this moment. */
export interface FrameGuard {
  /**
   * @throws TransactionEndedError when the frame has ended.
   * @throws UnitOfWorkTimeoutError when its unit of work was rolled back for its timeout.
   * @throws SuspendedFrameError when a nested frame is open on it and the caller is not inside of
   *   that: the statement would silently share the fate of the nested frame's savepoint.
   * @throws TransactionAbortedError when the database has given the transaction up.
   */
  assertUsable(): void
}

/** The frame, as the adapter that opens it may use it. */
export interface FrameHandle<Native> extends FrameGuard {
  /**
   * Runs `work` in a nested frame on this one, whichever is the ambient one: for clients that can
   * open a nested transaction by themselves, whose events and hooks must share its fate.
   *
   * @throws as a nested `run` does.
   */
  nest<T>(work: (native: Native) => T | PromiseLike<T>, options?: UnitOfWorkOptions): Promise<T>
}

/** A level that can be undone by itself: the transaction, or a savepoint in it. */
export interface DriverFrame<Native> {
  /** The user's transaction client, guarded by the frame. */
  readonly native: Native
  /** SQL on the transaction's connection; the unit of work guards it. */
  readonly sql: SqlExecutor
  /** Opens a savepoint. The unit of work sees to it that one is open at a time per frame. */
  savepoint(frame: FrameHandle<Native>): Promise<DriverSavepoint<Native>>
  /**
   * Resolves when the statements that were sent until now have ended, well or badly; undefined when
   * there are none. It is asked before a commit or a release: a statement that nobody awaited then
   * belongs to its frame, instead of being cut off from what the same frame has committed. Default:
   * none.
   */
  pending?(): Promise<void> | undefined
}

/** A savepoint: kept, or undone. */
export interface DriverSavepoint<Native> extends DriverFrame<Native> {
  /** Keeps what was done since the savepoint, as part of the frame around it. */
  release(): Promise<void>
  /** Undoes what was done since the savepoint. The transaction stays usable. */
  rollback(): Promise<void>
}

/** The database's transaction, on a connection of its own until it ends. */
export interface DriverTransaction<Native> extends DriverFrame<Native> {
  /**
   * Commits and frees the connection. It must tell three cases apart: resolved = the database
   * acknowledged the commit; `CommitOutcomeUnknownError` = the connection broke meanwhile; any
   * other error = the transaction was rolled back for certain (`TransactionAbortedError` when the
   * database answered COMMIT with a rollback).
   */
  commit(): Promise<void>
  /** Rolls back and frees the connection; a broken connection counts as rolled back. */
  rollback(): Promise<void>
  /**
   * Says better what a failure means, where the database says it badly: a before-commit hook that
   * met PostgreSQL's "current transaction is aborted" gets `TransactionAbortedError`. Returns the
   * error itself if there is nothing to add. Default: no change.
   */
  explain?(error: unknown): unknown
}
