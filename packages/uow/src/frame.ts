import { randomUUID } from 'node:crypto'
import type { AmbientScope } from './ambient-scope.ts'
import { SuspendedFrameError } from './errors/suspended-frame-error.ts'
import { TransactionEndedError } from './errors/transaction-ended-error.ts'
import { UnitOfWorkTimeoutError } from './errors/unit-of-work-timeout-error.ts'
import { FrameHooks } from './frame-hooks.ts'
import { guardedSql } from './guarded-sql.ts'
import type { SqlExecutor } from './sql-executor.ts'
import type { Transaction, TransactionHook, TransactionState } from './transaction.ts'
import type { DriverFrame } from './transaction-driver.ts'

/**
 * The state of one frame. It begins nothing and ends nothing by itself: `RootTransaction` and
 * `runNested` do, and say so here.
 */
export class Frame<Native> implements Transaction<Native> {
  readonly id: string = randomUUID()
  readonly root: Frame<Native>
  readonly depth: number
  readonly hooks: FrameHooks = new FrameHooks()
  readonly #scope: AmbientScope<Frame<Native>>
  readonly #parent: Frame<Native> | undefined
  #driver: DriverFrame<Native> | undefined
  #sql: SqlExecutor | undefined
  #child: Frame<Native> | undefined
  #state: TransactionState = 'open'
  #covers = false
  #closed = false
  #timeout: number | undefined
  #doom: Error | undefined

  constructor(scope: AmbientScope<Frame<Native>>, parent?: Frame<Native>) {
    this.#scope = scope
    this.#parent = parent
    this.root = parent?.root ?? this
    this.depth = parent === undefined ? 0 : parent.depth + 1
  }

  get native(): Native {
    return this.driver.native
  }

  get sql(): SqlExecutor {
    return (this.#sql ??= guardedSql(this.driver.sql, this))
  }

  /** A completed savepoint counts as committed until the frame around it ends otherwise. */
  get state(): TransactionState {
    if (this.#state !== 'committed' || this.#parent === undefined) return this.#state
    return this.#parent.state === 'open' ? 'committed' : this.#parent.state
  }

  beforeCommit(hook: TransactionHook, options: { readonly last?: boolean } = {}): void {
    this.assertOpen()
    this.hooks.addBeforeCommit(hook, options.last === true)
  }

  afterCommit(hook: TransactionHook, options: { readonly first?: boolean } = {}): void {
    this.assertOpen()
    this.hooks.addAfterCommit(hook, options.first === true)
  }

  afterRollback(hook: TransactionHook, options: { readonly first?: boolean } = {}): void {
    this.assertOpen()
    this.hooks.addAfterRollback(hook, options.first === true)
  }

  /** Throws when this frame has ended, or its end is on its way. */
  assertOpen(): void {
    const timeout = this.root.#timeout
    if (timeout !== undefined) throw new UnitOfWorkTimeoutError({ timeout })
    if (this.#state !== 'open' || this.#closed || this.root.#closed)
      throw new TransactionEndedError({ state: this.state })
    if (this.root.#doom !== undefined) throw this.root.#doom
  }

  assertUsable(): void {
    this.assertOpen()
    const innermost = this.#innermost()
    // Inside of the nested unit the outer client is welcome: it is known there what it shares.
    if (innermost !== this && this.#scope.frame() !== innermost) throw new SuspendedFrameError()
  }

  #innermost(): Frame<Native> {
    const child = this.#child
    return child !== undefined && child.#covers ? child.#innermost() : this
  }

  get driver(): DriverFrame<Native> {
    if (this.#driver === undefined) throw new Error('This frame has not been opened yet.')
    return this.#driver
  }

  opened(driver: DriverFrame<Native>): void {
    this.#driver = driver
  }

  get hasTimedOut(): boolean {
    return this.root.#timeout !== undefined
  }

  /** The nested frame that is open on this one, from before its savepoint until after its end. */
  get child(): Frame<Native> | undefined {
    return this.#child
  }

  /** Adds a nested frame on top. */
  nest(): Frame<Native> {
    this.#child = new Frame(this.#scope, this)
    return this.#child
  }

  /** From now on this frame suspends the one around it: its savepoint is about to be sent. */
  cover(): void {
    this.#covers = true
  }

  /** Takes the nested frame away, once the database has ended its savepoint. */
  unnest(): void {
    this.#child = undefined
  }

  /** From now on nothing more may join: its commit or release is about to be sent. */
  close(): void {
    this.#closed = true
  }

  /** Makes sure that the transaction can only be rolled back. */
  doom(error: Error): void {
    this.root.#doom ??= error
  }

  /** Ends this frame, and with it whatever is still open inside of it. */
  end(state: Exclude<TransactionState, 'open'>, timeout?: number): void {
    if (this.#child !== undefined) {
      this.#child.end('rolledBack')
      this.hooks.adoptAfterRollback(this.#child.hooks)
      this.#child = undefined
    }
    this.#state = state
    this.#timeout = timeout
  }
}
