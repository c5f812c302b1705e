import type { ClaimRequest, Sequence, SessionId, UndecodableEvent } from '../contracts/event-log.ts'
import { EventLogTimeoutError } from '../errors/event-log-timeout-error.ts'
import type { DeliveryContext } from './delivery-context.ts'
import { type HeldEvent, holdEvent } from './held-event.ts'
import { withTimeLimit } from './time-limit.ts'

/** What claims ask for besides the session. */
export type ClaimWish = Omit<ClaimRequest, 'session'>

/** What a claim asks and tells. */
export interface ClaimListener {
  /** The session to claim for; null when there should be no claim. */
  session(): SessionId | null
  owns(session: SessionId): boolean
  /** The log has just given these to the session; called before anything else is done with them. */
  brought(sequences: readonly Sequence[]): void
  hold(event: HeldEvent): void
  /** A row that could not be read: it is ours, and takes the failure path. */
  undecodable(row: UndecodableEvent, session: SessionId): void
  /** The answer got lost: the session may own rows of which this process does not know. */
  answerLost(): void
}

/** What a claim brought. */
export interface Claimed {
  /** In memory already, but not on their way yet. */
  readonly events: readonly HeldEvent[]
  /** With those that could not be read. */
  readonly count: number
}

/** A claimed suspect. */
export interface ClaimedSuspect {
  readonly event: HeldEvent
  readonly diedAlone: boolean
  readonly lastError: string | null
}

const nothing: Claimed = { events: [], count: 0 }

/** The one way from the log into memory. */
export class EventClaims {
  readonly #context: DeliveryContext
  readonly #listener: ClaimListener
  readonly #underWay = new Set<Promise<unknown>>()

  constructor(context: DeliveryContext, listener: ClaimListener) {
    this.#context = context
    this.#listener = listener
  }

  /** Resolves when the claims that are under way now have ended. */
  async ended(): Promise<void> {
    await Promise.allSettled(this.#underWay)
  }

  /** Undefined when there is no session to claim for. */
  claim(wish: ClaimWish): Promise<Claimed | undefined> {
    return this.#track(this.#claim(wish))
  }

  /** Undefined when there is none; null when what was claimed took the failure path. */
  claimSuspect(wish: ClaimWish): Promise<ClaimedSuspect | null | undefined> {
    return this.#track(this.#claimSuspect(wish))
  }

  async #claim(wish: ClaimWish): Promise<Claimed | undefined> {
    const session = this.#listener.session()
    if (session === null) return undefined
    const { eventLog } = this.#context
    const result = await this.#ask(() => eventLog.claim({ ...wish, session }))
    // An ended session owns nothing: others may have these rows by now.
    if (!this.#listener.owns(session)) return nothing
    const brought = [...result.events, ...result.undecodable]
    this.#listener.brought(brought.map(({ sequence }) => sequence))
    const events = result.events.map((claimed) => holdEvent(claimed, session))
    for (const event of events) this.#listener.hold(event)
    for (const row of result.undecodable) this.#listener.undecodable(row, session)
    return { events, count: events.length + result.undecodable.length }
  }

  async #claimSuspect(wish: ClaimWish): Promise<ClaimedSuspect | null | undefined> {
    const session = this.#listener.session()
    if (session === null) return undefined
    const { eventLog } = this.#context
    const claimed = await this.#ask(() => eventLog.claimSuspect({ ...wish, session }))
    if (claimed === undefined || !this.#listener.owns(session)) return undefined
    this.#listener.brought([claimed.sequence])
    if (!('event' in claimed)) {
      this.#listener.undecodable(claimed, session)
      return null
    }
    const event = holdEvent(claimed, session, { suspect: true })
    this.#listener.hold(event)
    return { event, diedAlone: claimed.diedAlone, lastError: claimed.lastError }
  }

  #track<Result>(claim: Promise<Result>): Promise<Result> {
    const tracked = claim.finally(() => this.#underWay.delete(tracked))
    this.#underWay.add(tracked)
    return tracked
  }

  /**
   * With a time limit, so that a dead connection does not end the claims for good. An answer that
   * comes later is of a session that was replaced.
   */
  async #ask<Result>(question: () => Promise<Result>): Promise<Result> {
    const { clock, options } = this.#context
    const timeout = options.leaseDuration
    const late = (): Error => new EventLogTimeoutError({ operation: 'claim', timeout })
    try {
      return await withTimeLimit(clock, timeout, question(), late)
    } catch (error) {
      this.#listener.answerLost()
      throw error
    }
  }
}
