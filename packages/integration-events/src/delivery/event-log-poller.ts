import { BackgroundTask } from './background-task.ts'
import type { DeliveryContext } from './delivery-context.ts'
import type { ClaimedSuspect, EventClaims } from './event-claims.ts'
import type { HeldEvent } from './held-event.ts'
import { isSpent } from './retry-decision.ts'

/** What the poller asks and tells. */
export interface PollerListener {
  /** How many events memory has room for. */
  claimable(): number
  /** Whether an event is still in memory. */
  holds(event: HeldEvent): boolean
  /** Topics that pause. */
  exceptTopics(): readonly string[]
  /** An event was claimed. */
  claimed(event: HeldEvent): void
  /** It was claimed from a dead session often enough, and killed its process while alone. */
  exhausted(event: HeldEvent, error: string): void
}

/** What a wake-up is about. */
export type Hint =
  /** New events: they stand where the last scan ended. */
  | 'recent'
  /** Events were given back or have lost their owner: they may stand anywhere. */
  | 'full'

/** Somebody who waits until everything that is due was claimed. */
interface Pass {
  readonly resolve: () => void
  /** Whether a scan of everything has begun since. */
  begun: boolean
}

/** The longest time between two scans of everything that is not published. */
const longestScanPause = 10_000

/**
 * Claims what no live session owns: at once again after a full batch, else after `pollInterval` or a
 * wake-up. Only for as much as memory has room for.
 */
export class EventLogPoller {
  readonly #context: DeliveryContext
  readonly #claims: EventClaims
  readonly #listener: PollerListener
  readonly #task: BackgroundTask
  #passes: Pass[] = []
  #hints = 0
  #backlog = false
  #starved = false
  #fullScanAt = Number.NEGATIVE_INFINITY
  #fullScanPause: number
  /** Whether there may be events of dead sessions. */
  #suspects = true
  /** The one that is in memory. */
  #suspect: HeldEvent | undefined

  constructor(context: DeliveryContext, claims: EventClaims, listener: PollerListener) {
    this.#context = context
    this.#claims = claims
    this.#listener = listener
    this.#fullScanPause = this.#shortestScanPause
    this.#task = new BackgroundTask(context, {
      name: 'claiming events from the event log',
      turn: () => this.#turn(),
      backoff: { minimum: 500, maximum: Math.max(10_000, context.options.pollInterval) },
      signal: context.stopping,
    })
  }

  /** Whether the last claim was a full batch, so that older events wait ahead of new ones. */
  get backlog(): boolean {
    return this.#backlog
  }

  start(): void {
    this.#task.start()
  }

  get ended(): Promise<void> {
    return this.#task.ended
  }

  /** How often it was told that there may be something to claim. */
  get hints(): number {
    return this.#hints
  }

  hint(about: Hint): void {
    this.#hints++
    if (about === 'full') this.#scanEverything()
    this.#task.hint()
  }

  /** Sessions were found dead: their events are claimed one by one. */
  sessionsDied(): void {
    this.#suspects = true
    this.hint('full')
  }

  /** Memory has more room, and perhaps the suspect is settled. */
  memoryLeft(event?: HeldEvent): void {
    if (event !== undefined && event === this.#suspect) {
      this.#suspect = undefined
      this.#task.hint()
    } else if (this.#starved && this.#listener.claimable() >= this.#worthwhile) {
      this.#task.hint()
    }
  }

  /** Resolves when a scan of everything, begun from now on, has claimed the last due event. */
  async pass(): Promise<void> {
    return new Promise((resolve) => {
      this.#passes.push({ resolve, begun: false })
      this.#scanEverything()
      this.#task.hint()
    })
  }

  get #shortestScanPause(): number {
    return Math.min(longestScanPause, 2 * this.#context.options.pollInterval)
  }

  /** Enough room for a claim, so that a full memory does not lead to claims of one event each. */
  get #worthwhile(): number {
    const { retryBatchSize, localQueueCapacity } = this.#context.options
    return Math.min(retryBatchSize, Math.ceil(localQueueCapacity.events / 2))
  }

  #scanEverything(): void {
    this.#fullScanAt = Number.NEGATIVE_INFINITY
    this.#fullScanPause = this.#shortestScanPause
  }

  async #turn(): Promise<number> {
    const { options, random } = this.#context
    const limit = Math.min(options.retryBatchSize, this.#listener.claimable())
    this.#starved = limit < 1
    if (this.#starved) return options.pollInterval
    const progress = await this.#claim(limit)
    if (progress === 'full batch') return 0
    if (progress === 'last batch' && !this.#suspects) this.#passed()
    return options.pollInterval * (1 - 0.2 * random())
  }

  async #claim(limit: number): Promise<'no session' | 'full batch' | 'last batch'> {
    const { clock } = this.#context
    const scan = clock.now() >= this.#fullScanAt ? 'full' : 'recent'
    const exceptTopics = this.#listener.exceptTopics()
    if (scan === 'full') this.#beginScan()
    const claimed = await this.#claims.claim({ limit, exceptTopics, scan })
    if (claimed === undefined) return 'no session'
    for (const event of claimed.events) this.#listener.claimed(event)
    if (claimed.count > 0) this.#fullScanPause = this.#shortestScanPause
    this.#backlog = claimed.count >= limit
    const suspectsFound = await this.#claimSuspect(exceptTopics)
    return this.#backlog || suspectsFound ? 'full batch' : 'last batch'
  }

  get #hasSuspect(): boolean {
    return this.#suspect !== undefined && this.#listener.holds(this.#suspect)
  }

  #beginScan(): void {
    for (const pass of this.#passes) pass.begun = true
    this.#suspects = true
    this.#fullScanAt = this.#context.clock.now() + this.#fullScanPause
    this.#fullScanPause = Math.min(longestScanPause, 2 * this.#fullScanPause)
  }

  /** One at a time in this process. Answers whether another one may be claimed at once. */
  async #claimSuspect(exceptTopics: readonly string[]): Promise<boolean> {
    if (!this.#suspects || this.#hasSuspect) return false
    const claimed = await this.#claims.claimSuspect({ limit: 1, exceptTopics, scan: 'full' })
    if (claimed === undefined) this.#suspects = false
    if (claimed === undefined || claimed === null) return claimed === null
    this.#suspect = claimed.event
    this.#deliverSuspect(claimed)
    return false
  }

  #deliverSuspect({ event, diedAlone, lastError }: ClaimedSuspect): void {
    // The claim has counted this attempt already; were it sent, it would be one too many.
    if (diedAlone && isSpent(event.attempts - 1, this.#context.options)) {
      this.#listener.exhausted(
        event,
        `each process that tried to send it died, the last one while sending it alone` +
          (lastError === null ? '' : `; before that: ${lastError}`),
      )
    } else {
      this.#listener.claimed(event)
    }
  }

  #passed(): void {
    const ended = this.#passes.filter(({ begun }) => begun)
    this.#passes = this.#passes.filter(({ begun }) => !begun)
    for (const { resolve } of ended) resolve()
  }
}
