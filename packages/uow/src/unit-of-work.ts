import type { SqlDatabase } from './sql-executor.ts'
import type { Transaction } from './transaction.ts'

/** Options of one `run` or `begin`. */
export interface UnitOfWorkOptions {
  /** The database's isolation level. Default: the database's own. Only on an outermost unit. */
  readonly isolationLevel?: 'read committed' | 'repeatable read' | 'serializable'
  /**
   * Milliseconds after which an unfinished unit is rolled back; what is still done in it then
   * rejects with `UnitOfWorkTimeoutError`. Default: none for `run`, 30,000 for `begin`, whose
   * handle can be forgotten and would hold its connection forever. Only on an outermost unit.
   */
  readonly timeout?: number
}

/**
 * A transaction whose beginning and end are called by hand. Prefer `run`.
 *
 * `await using` rolls back what was neither committed nor rolled back.
 */
export interface ExplicitUnitOfWork<Native = unknown> extends AsyncDisposable {
  /** The user's own transaction client. */
  readonly tx: Native
  /** The frame that this handle stands for, to pass where a transaction is asked for. */
  readonly transaction: Transaction<Native>
  /**
   * Runs the before-commit hooks that are registered so far (events are appended, validation is
   * awaited), without committing. What is registered later runs at the next `saveChanges` or at
   * the commit. If a hook rejects, the unit is rolled back: its work would be missing otherwise.
   *
   * @throws UnitOfWorkBusyError when `commit`, `rollback` or `saveChanges` is under way.
   * @throws UnfinishedNestedUnitOfWorkError when a nested run is open.
   * @throws TransactionEndedError, UnitOfWorkTimeoutError when the unit has ended.
   */
  saveChanges(): Promise<void>
  /**
   * Runs the before-commit hooks and commits.
   *
   * @throws CommitOutcomeUnknownError when the connection broke during COMMIT.
   * @throws TransactionAbortedError when an earlier statement had failed and was swallowed.
   * @throws UnfinishedNestedUnitOfWorkError when a nested run is still open.
   * @throws UnitOfWorkBusyError when `commit`, `rollback` or `saveChanges` is under way.
   * @throws TransactionEndedError, UnitOfWorkTimeoutError when the unit has ended.
   */
  commit(): Promise<void>
  /**
   * Rolls back. Does nothing after a rollback, a timeout, or a commit whose outcome is unknown.
   *
   * @throws TransactionEndedError after a commit.
   * @throws UnitOfWorkBusyError when `commit`, `rollback` or `saveChanges` is under way.
   */
  rollback(): Promise<void>
  /** Runs `work` with this unit as the ambient one, so that `current()` finds it. */
  within<T>(work: () => T): T
}

/**
 * Rows and whatever joins them (events, hooks) happen together or not at all.
 *
 * The ambient scope is kept per instance: two units of work over two databases never mix.
 */
export interface UnitOfWork<
  Native = unknown,
  Options extends UnitOfWorkOptions = UnitOfWorkOptions,
> {
  /** Names the adapter in errors, for example `kysely`. */
  readonly provider: string
  /** The same database outside of any unit of work, for background work. */
  readonly sql: SqlDatabase
  /**
   * Runs `work` in a transaction: commits when it resolves, rolls back when it rejects, and settles
   * the same way. Inside another `run` of the same unit of work it is a savepoint: if it rejects,
   * only what was done in it is undone, its events and hooks included.
   *
   * It waits for hooks that were registered and statements that were sent, awaited or not.
   *
   * @throws ConcurrentNestedUnitOfWorkError when another nested unit is open on the same frame.
   * @throws UnfinishedNestedUnitOfWorkError when a nested run is still open at the end of `work`.
   * @throws TransactionEndedError when the caller runs inside of a unit that has ended.
   * @throws UnitOfWorkTimeoutError when `work` was not done within the `timeout`.
   * @throws UnitOfWorkOptionError when an option has a value that it can't have.
   * @throws CommitOutcomeUnknownError when the connection broke during COMMIT.
   * @throws TransactionAbortedError when a statement had failed and its error was swallowed, so
   *   that PostgreSQL would answer COMMIT with a rollback.
   */
  run<T>(work: (tx: Native) => T | PromiseLike<T>, options?: Options): Promise<T>
  /**
   * Begins a transaction by hand, independent of the ambient one. It does not become ambient by
   * itself: pass the handle on, or use its `within`. On a database with a single connection it is
   * refused inside of another unit (`OuterClientInsideTransactionError`), for whose end it would
   * wait.
   *
   * @throws UnitOfWorkOptionError when an option has a value that it can't have.
   */
  begin(options?: Options): Promise<ExplicitUnitOfWork<Native>>
  /**
   * The frame inside of which the caller runs, if it is still open. Undefined outside of a unit, and
   * for work that outlived its frame: what is left of a nested run that rolled back must not join
   * the frame around it.
   */
  current(): Transaction<Native> | undefined
  /**
   * The ambient frame whether it is still open or not: tells work that has outlived its
   * transaction from work that never had one.
   */
  ambient(): Transaction<Native> | undefined
}
