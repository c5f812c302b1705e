import { hostname } from 'node:os'
import process from 'node:process'
import type { SessionId } from '../contracts/event-log.ts'
import { EventLogTimeoutError } from '../errors/event-log-timeout-error.ts'
import { BackgroundTask } from './background-task.ts'
import type { DeliveryContext } from './delivery-context.ts'
import { withTimeLimit } from './time-limit.ts'

/** What the lease keeper asks and tells. */
export interface LeaseListener {
  /** The session has ended without us: what it owned may be somebody else's. */
  lost(session: SessionId): void
  /** Sends may start, after a time in which they might not. */
  trusted(): void
  /** Sessions of other processes were found dead: their events are free. */
  othersDied(): void
  /** The session is about to be replaced: give back what is not being sent. */
  retiring(): void
  /** Nothing of the session is in memory or unsettled. */
  isEmpty(): boolean
}

/**
 * Keeps this process's session, and knows how long it can be trusted.
 *
 * The database alone decides who owns what. In between, a lease is trusted until its duration has
 * passed since *before* the heartbeat was sent, by a clock that is never set back; and a send starts
 * only while more than `publishTimeout` of that is left, so that none outlives the lease.
 */
export class LeaseKeeper {
  readonly #context: DeliveryContext
  readonly #listener: LeaseListener
  readonly #interval: number
  readonly #task: BackgroundTask
  #session: SessionId | null = null
  #trustedUntil = Number.NEGATIVE_INFINITY
  #heartbeatAt = 0
  #retiring = false

  constructor(context: DeliveryContext, listener: LeaseListener) {
    this.#context = context
    this.#listener = listener
    this.#interval = context.options.leaseDuration / 3
    this.#task = new BackgroundTask(context, {
      name: "keeping this process's session in the event log",
      turn: () => this.#tend(),
      firstPause: this.#interval,
      backoff: { minimum: this.#interval / 10, maximum: this.#interval },
      signal: context.ended,
    })
  }

  get session(): SessionId | null {
    return this.#session
  }

  owns(session: SessionId): boolean {
    return this.#session === session
  }

  /** Whether a send that starts now ends before the lease does. */
  get maySend(): boolean {
    const { clock, options } = this.#context
    return this.#session !== null && this.#trustedUntil - clock.now() > options.publishTimeout
  }

  /** Whether the session is about to be replaced. */
  get retiring(): boolean {
    return this.#retiring
  }

  /** The session for new claims and appends; null when there should be none. */
  get accepting(): SessionId | null {
    const isOpen = this.maySend && !this.#retiring && !this.#context.stopping.aborted
    return isOpen ? this.#session : null
  }

  /** Opens the first session. */
  async open(): Promise<void> {
    const { clock, eventLog, options } = this.#context
    const { leaseDuration } = options
    const sentAt = clock.now()
    const label = `${options.source} ${hostname()} ${process.pid}`
    this.#session = await this.#ask('openSession', () =>
      eventLog.openSession({ leaseDuration, label }),
    )
    this.#heard(sentAt)
  }

  start(): void {
    this.#task.start()
  }

  /** Asks the database now whether the session lives, because something looks as if it did not. */
  check(): void {
    this.#task.hint()
  }

  /**
   * Replaces the session as soon as nothing of it is in memory. Needed when the log may have given
   * it rows of which this process does not know (the answer to a claim or a commit got lost): while
   * the session lives nobody else would ever take them.
   */
  retire(): void {
    if (this.#session === null || this.#retiring) return
    this.#retiring = true
    this.#context.logger.info(
      'the session is replaced: the event log may have given it events of which it does not know',
      { session: this.#session },
    )
    this.#listener.retiring()
    this.#task.hint()
  }

  /** Memory has changed: perhaps a session that is to be replaced can go now. */
  memoryLeft(): void {
    if (this.#retiring && this.#listener.isEmpty()) this.#task.hint()
  }

  /** Ends the session, so that other processes take at once what it still owns. */
  async end(): Promise<void> {
    const session = this.#session
    this.#forget()
    if (session !== null) {
      await this.#ask('endSession', () => this.#context.eventLog.endSession(session))
    }
  }

  get ended(): Promise<void> {
    return this.#task.ended
  }

  async #tend(): Promise<number> {
    if (this.#retiring && this.#listener.isEmpty()) await this.#replace()
    else if (this.#session !== null) await this.#renew(this.#session)
    if (this.#session === null && !this.#context.stopping.aborted) await this.#reopen()
    // Lost or replaced during a stop, it is not opened again. Being due since the last heartbeat, the
    // next turn would follow at once, and so on: a loop that lets nothing else in the process run.
    if (this.#session === null) return this.#interval
    return Math.max(0, this.#heartbeatAt + this.#interval - this.#context.clock.now())
  }

  async #renew(session: SessionId): Promise<void> {
    const { clock, eventLog, options } = this.#context
    const sentAt = clock.now()
    const { alive, ended } = await this.#ask('renewSession', () =>
      eventLog.renewSession(session, options.leaseDuration),
    )
    if (alive) this.#heard(sentAt)
    else this.#lose(session)
    if (ended > 0) this.#listener.othersDied()
  }

  #lose(session: SessionId): void {
    this.#forget()
    this.#listener.lost(session)
  }

  #forget(): void {
    this.#session = null
    this.#trustedUntil = Number.NEGATIVE_INFINITY
    this.#retiring = false
  }

  async #replace(): Promise<void> {
    const { eventLog } = this.#context
    const session = this.#session
    if (session !== null) await this.#ask('endSession', () => eventLog.endSession(session))
    this.#forget()
  }

  async #reopen(): Promise<void> {
    await this.open()
    this.#context.logger.info('a new session was opened', { session: this.#session })
  }

  #heard(sentAt: number): void {
    const couldSend = this.maySend
    this.#heartbeatAt = sentAt
    this.#trustedUntil = sentAt + this.#context.options.leaseDuration
    if (!couldSend && this.maySend) this.#listener.trusted()
  }

  async #ask<Result>(operation: string, question: () => Promise<Result>): Promise<Result> {
    const timeout = this.#interval
    const late = (): Error => new EventLogTimeoutError({ operation, timeout })
    return withTimeLimit(this.#context.clock, timeout, question(), late)
  }
}
