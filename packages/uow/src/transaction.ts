import type { SqlExecutor } from './sql-executor.ts'

/**
 * Where a frame of a unit of work stands. `unknown`: the connection broke during COMMIT, so that
 * nobody on this side can tell whether the database committed.
 */
export type TransactionState = 'open' | 'committed' | 'rolledBack' | 'unknown'

/** A function that runs at a turning point of a transaction. What it returns is awaited, no more. */
export type TransactionHook = () => unknown

/**
 * One frame of a unit of work: the transaction itself (`root`), or a savepoint inside it.
 *
 * Hooks belong to their frame. A frame that rolls back runs its own after-rollback hooks and drops
 * its other hooks; a frame that completes hands all of its hooks to the frame around it, so that
 * before-commit and after-commit hooks of inner frames run at the outer commit.
 */
export interface Transaction<Native = unknown> {
  /** Unique per frame. */
  readonly id: string
  /** The outermost frame, which is the database's transaction. A root is its own root. */
  readonly root: Transaction<Native>
  /** 0 for the root, 1 for a savepoint in it, and so on. */
  readonly depth: number
  /** The user's own transaction client (a Kysely `Transaction`, a Prisma transaction client). */
  readonly native: Native
  /**
   * SQL inside this frame. Rejects with `TransactionEndedError` when the frame has ended, so that
   * work which outlives its transaction never runs outside of it unnoticed.
   */
  readonly sql: SqlExecutor
  /**
   * Where this frame stands. A nested one that completed is `committed`, unless a frame around it
   * has ended otherwise.
   */
  readonly state: TransactionState
  /**
   * Runs before the transaction commits, in order of registration; hooks that are registered
   * meanwhile run too. A hook that throws rolls the transaction back.
   *
   * @param options.last run after all the others have run, for writes that must be the
   *   transaction's last statements (a short time under lock). Default false.
   * @throws TransactionEndedError when the frame has ended.
   */
  beforeCommit(hook: TransactionHook, options?: { readonly last?: boolean }): void
  /**
   * Runs after the database acknowledged the commit, never otherwise. The outcome stands: an error
   * of a hook goes to the unit of work's `onHookError` and stops neither the other hooks nor the
   * caller. One after the other: the caller and the other hooks wait for each.
   *
   * @param options.first run before the others, for what must not wait for them. Default false: in
   *   order of registration.
   * @throws TransactionEndedError when the frame has ended.
   */
  afterCommit(hook: TransactionHook, options?: { readonly first?: boolean }): void
  /**
   * Runs after this frame was rolled back, or a frame around it, or when the outcome of the commit
   * is unknown (`state` tells). Errors and order as with `afterCommit`.
   *
   * @param options.first as with `afterCommit`.
   * @throws TransactionEndedError when the frame has ended.
   */
  afterRollback(hook: TransactionHook, options?: { readonly first?: boolean }): void
}
