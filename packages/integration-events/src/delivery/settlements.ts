import type { Sequence, SessionId } from '../contracts/event-log.ts'
import { EventLogTimeoutError } from '../errors/event-log-timeout-error.ts'
import { backoff } from './backoff.ts'
import type { DeliveryContext } from './delivery-context.ts'
import { outsideRequests } from './outside-requests.ts'
import {
  SettlementBacklog,
  type SettlementBatch,
  type SettlementEntry,
} from './settlement-backlog.ts'
import { withTimeLimit } from './time-limit.ts'
import { WakeUpSignal } from './wake-up-signal.ts'

/** What settlement asks and tells. */
export interface SettlementListener {
  /** Whether this process still believes that the session is its own. */
  owns(session: SessionId): boolean
  /**
   * These were written, but for `lost` of them that no longer belonged to the session, or had been
   * written by an earlier try whose answer got lost.
   */
  settled(entries: readonly SettlementEntry[], lost: number): void
  /** Outcomes of a lost session were dropped, as they could not be written. */
  dropped(): void
  /** Resolves when no claim is under way. */
  claimsEnded(): Promise<void>
}

type TryResult = { readonly lost: number } | { readonly error: unknown }

const retries = { minimum: 100, maximum: 5_000 }

/**
 * Writes what became of events. It takes an outcome at once, so that the send's slot is free, and
 * writes many in one statement: one under way while the next batch fills, a second one only for a
 * full batch. While the log can't be written to, the outcomes are kept.
 */
export class Settlements {
  readonly #context: DeliveryContext
  readonly #listener: SettlementListener
  readonly #timeLimit: number
  readonly #backlog = new SettlementBacklog()
  readonly #retrySoon = new WakeUpSignal()
  /** Tried; whether they were written is not known yet. */
  readonly #tried = new Map<Sequence, SettlementEntry>()
  /** The answer got lost, and a claim has shown that they were written. */
  readonly #written = new WeakSet<SettlementEntry>()
  #isRepeating = false
  #statements = 0
  #entriesUnderWay = 0
  #failures = 0
  #pumps = false

  constructor(context: DeliveryContext, listener: SettlementListener) {
    this.#context = context
    this.#listener = listener
    this.#timeLimit = context.options.leaseDuration / 3
  }

  /** How many outcomes are not written yet. */
  get size(): number {
    return this.#backlog.size + this.#entriesUnderWay
  }

  submit(entry: SettlementEntry): void {
    this.#backlog.add(entry)
    this.#pump()
  }

  /** Doesn't wait for the end of a back-off. */
  retrySoon(): void {
    if (this.#failures > 0) this.#retrySoon.hint()
  }

  /**
   * Whether outcomes are being written again whose first answer got lost. Nothing may be claimed
   * meanwhile: an event that was given back can be ours again, and the repetition would hit the new
   * claim, and set free what is being sent.
   */
  get isRepeating(): boolean {
    return this.#isRepeating
  }

  /** A claim has brought these: what was to be written of them before has been written. */
  claimed(sequences: readonly Sequence[]): void {
    for (const sequence of sequences) {
      const entry = this.#tried.get(sequence)
      if (entry !== undefined) this.#written.add(entry)
    }
  }

  /** Drops the outcomes of lost sessions. Returns how many. */
  dropAllBut(session: SessionId | null): number {
    for (const [sequence, entry] of this.#tried) {
      if (entry.session !== session) this.#tried.delete(sequence)
    }
    return this.#backlog.dropAllBut(session)
  }

  /** Waits for the current turn to end, so that outcomes of one call go out in one statement. */
  #pump(): void {
    if (this.#pumps) return
    this.#pumps = true
    outsideRequests(() =>
      queueMicrotask(() => {
        this.#pumps = false
        this.#writeWaiting()
      }),
    )
  }

  #writeWaiting(): void {
    while (!this.#context.ended.aborted && this.#hasTurn()) {
      const batch = this.#backlog.next()
      if (batch === undefined) return
      void this.#write(batch)
    }
  }

  #hasTurn(): boolean {
    if (this.#statements === 0) return true
    const isHealthy = this.#failures === 0 && !this.#backlog.hasFailed
    return this.#statements === 1 && isHealthy && this.#backlog.hasFullBatch
  }

  async #write(batch: SettlementBatch): Promise<void> {
    this.#statements++
    this.#entriesUnderWay += batch.entries.length
    const result = batch.failures === 0 ? await this.#try(batch.entries) : await this.#repeat(batch)
    this.#entriesUnderWay -= batch.entries.length
    if ('lost' in result) {
      this.#succeeded()
      for (const { settlement } of batch.entries) this.#tried.delete(settlement.sequence)
      this.#listener.settled(batch.entries, result.lost)
    } else {
      this.#failed(batch, result.error)
      await this.#pauseAfterFailure()
    }
    this.#statements--
    this.#pump()
  }

  /** Writes what is still to be written, while nothing is claimed. */
  async #repeat({ entries }: SettlementBatch): Promise<TryResult> {
    this.#isRepeating = true
    try {
      await this.#listener.claimsEnded()
      const open = entries.filter((entry) => !this.#written.has(entry))
      return open.length === 0 ? { lost: 0 } : await this.#try(open)
    } finally {
      this.#isRepeating = false
    }
  }

  async #try(entries: readonly SettlementEntry[]): Promise<TryResult> {
    const { clock, eventLog } = this.#context
    const timeout = this.#timeLimit
    for (const entry of entries) this.#tried.set(entry.settlement.sequence, entry)
    const settle = async (): Promise<{ lost: number }> => {
      const [{ session }] = entries as readonly [SettlementEntry]
      return eventLog.settle(
        session,
        entries.map(({ settlement }) => settlement),
      )
    }
    try {
      const late = (): Error => new EventLogTimeoutError({ operation: 'settle', timeout })
      return await withTimeLimit(clock, timeout, settle(), late)
    } catch (error) {
      return { error }
    }
  }

  #succeeded(): void {
    const { logger } = this.#context
    if (this.#failures > 0) {
      logger.info('settling events works again', { failures: this.#failures })
    }
    this.#failures = 0
  }

  #failed(batch: SettlementBatch, error: unknown): void {
    const { logger } = this.#context
    this.#failures++
    if (this.#failures === 1) {
      logger.warn('settling events fails; their outcomes are kept until it works', { error })
    }
    const [first] = batch.entries
    if (first !== undefined && this.#listener.owns(first.session)) this.#backlog.failed(batch)
    else this.#listener.dropped()
  }

  async #pauseAfterFailure(): Promise<void> {
    const { clock, random, ended, stopping } = this.#context
    const pause = stopping.aborted ? retries.minimum : backoff(this.#failures, retries, random)
    await this.#retrySoon.pause(clock, pause, ended)
  }
}
