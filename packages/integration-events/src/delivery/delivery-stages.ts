import type { SessionId } from '../contracts/event-log.ts'
import type { Publisher } from '../contracts/publisher.ts'
import { CallResults } from './call-results.ts'
import { CircuitBreaker } from './circuit-breaker.ts'
import { CommitHandOver } from './commit-hand-over.ts'
import type { DeliveryContext } from './delivery-context.ts'
import { Dispatcher } from './dispatcher.ts'
import { EventClaims } from './event-claims.ts'
import { EventLogCleaner } from './event-log-cleaner.ts'
import { EventLogPoller } from './event-log-poller.ts'
import { EventOutcomes } from './event-outcomes.ts'
import { ExhaustedNotifier, type ExhaustedHook } from './exhausted-events.ts'
import type { HeldEvent } from './held-event.ts'
import { LeaseKeeper } from './lease-keeper.ts'
import { LocalQueueCleaner } from './local-queue-cleaner.ts'
import { LocalQueue } from './local-queue.ts'
import { PublishAttempt } from './publish-attempt.ts'
import type { SettlementEntry } from './settlement-backlog.ts'
import { Settlements } from './settlements.ts'
import { StateWatch } from './state-watch.ts'
import { TopicProbes } from './topic-probes.ts'

/**
 * The stages of one run of delivery, wired. An event's way:
 *
 *     hand-over, poller, probes → (route) → local queue → dispatcher → results → settlements
 *                                              ↑                         │
 *                                              └──── retry from memory ──┘
 */
export class DeliveryStages {
  readonly queue: LocalQueue
  readonly lease: LeaseKeeper
  readonly handOver: CommitHandOver
  readonly poller: EventLogPoller
  readonly probes: TopicProbes
  readonly circuits: CircuitBreaker
  readonly dispatcher: Dispatcher
  readonly settlements: Settlements
  readonly outcomes: EventOutcomes
  readonly exhausted: ExhaustedNotifier
  readonly cleaner: EventLogCleaner
  readonly localQueueCleaner: LocalQueueCleaner
  readonly watch: StateWatch = new StateWatch()
  /** Events that were published since the start. */
  published = 0
  /** Events that were given back to the log since the start, to be tried again. */
  handedBack = 0
  readonly #context: DeliveryContext

  constructor(
    context: DeliveryContext,
    user: { readonly publisher: Publisher; readonly onExhausted: ExhaustedHook | undefined },
  ) {
    this.#context = context
    this.exhausted = new ExhaustedNotifier(context, user.onExhausted)
    this.circuits = new CircuitBreaker(context)
    this.lease = this.#createLease()
    this.settlements = new Settlements(context, {
      owns: (session) => this.lease.owns(session),
      settled: (entries, lost) => this.#settled(entries, lost),
      dropped: () => this.#changed(),
      claimsEnded: () => claims.ended(),
    })
    this.outcomes = new EventOutcomes(this.settlements)
    this.queue = new LocalQueue(context, {
      ready: () => this.dispatcher.pump(),
      left: (event) => this.#left(event),
    })
    this.dispatcher = this.#createDispatcher(user.publisher)
    const claims = this.#createClaims()
    this.probes = this.#createProbes(claims)
    this.poller = new EventLogPoller(context, claims, {
      claimable: () => this.queue.claimable,
      holds: (event) => this.queue.holds(event),
      exceptTopics: () => this.circuits.openTopics,
      claimed: (event) => this.#route(event),
      exhausted: (event, error) => this.outcomes.exhausted(event, error),
    })
    this.handOver = this.#createHandOver()
    this.cleaner = new EventLogCleaner(context)
    this.localQueueCleaner = new LocalQueueCleaner(context, this)
  }

  /** Nothing is in memory, in flight or unsettled. */
  get isIdle(): boolean {
    return this.queue.size === 0 && this.#isQuiet
  }

  /** The same, but for what is kept to probe paused topics with. */
  get hasDelivered(): boolean {
    return this.queue.size === this.probes.size && this.#isQuiet
  }

  /** The same again, but for what waits in memory for its retry. */
  get hasSettled(): boolean {
    const waiting = this.probes.size + this.queue.retries.length
    return this.queue.size === waiting && this.#isQuiet
  }

  get #isQuiet(): boolean {
    return this.dispatcher.calls === 0 && this.settlements.size === 0
  }

  /** Gives back what is in memory and not being sent. */
  handBackWaiting(): void {
    const { ready, retries } = this.queue.takeWaiting()
    this.circuits.abortProbes()
    this.outcomes.release([...ready, ...this.probes.takeKept()])
    for (const { event, dueAt } of retries) {
      const delay = Math.max(0, dueAt - this.#context.clock.now())
      this.outcomes.handedBack(event, { delay, error: event.lastError ?? '' })
    }
  }

  #createLease(): LeaseKeeper {
    return new LeaseKeeper(this.#context, {
      lost: (session) => this.#sessionLost(session),
      trusted: () => {
        this.dispatcher.pump()
        this.settlements.retrySoon()
        this.poller.hint('full')
        this.probes.hint()
      },
      othersDied: () => this.poller.sessionsDied(),
      retiring: () => this.handBackWaiting(),
      isEmpty: () => this.isIdle,
    })
  }

  #createDispatcher(publisher: Publisher): Dispatcher {
    const attempt = new PublishAttempt(this.#context, publisher)
    const results = this.#createResults()
    return new Dispatcher(this.#context, publisher, {
      maySend: () => this.lease.maySend,
      take: (limits) => this.queue.take(limits),
      isTroubled: (topic) => this.circuits.isTroubled(topic),
      send: (topic, events) => attempt.send(topic, events),
      sent: (batch, outcomes) => results.handle(batch, outcomes),
      idle: () => this.#changed(),
    })
  }

  #createResults(): CallResults {
    return new CallResults(this.#context, this.circuits, {
      holds: (event) => this.queue.holds(event),
      published: (event) => this.outcomes.published(event),
      exhausted: (event, error) => this.outcomes.exhausted(event, error),
      handBack: (event, retry) => this.outcomes.handedBack(event, retry),
      retryLater: (event, delay) => this.#retryLater(event, delay),
      paused: (event, options) => this.#takePaused(event, options),
      circuitOpened: (topic) => this.#circuitOpened(topic),
      circuitClosed: (topic) => this.#circuitClosed(topic),
      probeEnded: () => this.probes.hint(),
    })
  }

  #createClaims(): EventClaims {
    return new EventClaims(this.#context, {
      session: () => (this.settlements.isRepeating ? null : this.lease.accepting),
      owns: (session) => this.lease.owns(session),
      brought: (sequences) => this.settlements.claimed(sequences),
      hold: (event) => this.queue.hold(event),
      undecodable: (row, session) => this.outcomes.undecodable(row, session),
      answerLost: () => this.lease.retire(),
    })
  }

  #createProbes(claims: EventClaims): TopicProbes {
    const stages = { circuits: this.circuits, claims }
    return new TopicProbes(this.#context, stages, {
      hasRoom: () => this.queue.claimable > 0,
      maySend: () => this.lease.maySend,
      send: (event) => this.#sendProbe(event),
      release: (events) => this.outcomes.release(events),
    })
  }

  #createHandOver(): CommitHandOver {
    return new CommitHandOver(this.#context.clock, this.queue, {
      session: () => this.lease.accepting,
      owns: (session) => this.lease.owns(session),
      backlog: () => this.poller.backlog,
      isPaused: (topic) => this.circuits.isOpen(topic),
      handedOver: (event) => {
        this.queue.hold(event)
        this.#route(event)
      },
      pending: () => this.poller.hint('recent'),
      sessionEnded: () => this.lease.check(),
      outcomeUnknown: () => this.lease.retire(),
    })
  }

  /** Whether what comes into memory goes back to the log. */
  get #goesBack(): boolean {
    return this.#context.stopping.aborted || this.lease.retiring
  }

  /** The one way from wherever an event comes to where it is sent. */
  #route(event: HeldEvent): void {
    if (this.#goesBack) this.outcomes.release([event])
    else if (this.circuits.isOpen(event.event.topic)) {
      this.#takePaused(event, { failedAsProbe: false })
    } else this.queue.ready(event)
  }

  #sendProbe(event: HeldEvent): boolean {
    const goesBack = this.#goesBack
    if (goesBack) this.outcomes.release([event])
    else this.queue.ready(event)
    return !goesBack
  }

  #takePaused(event: HeldEvent, options: { readonly failedAsProbe: boolean }): void {
    if (this.#goesBack) this.outcomes.release([event])
    else this.probes.take(event, options)
  }

  #retryLater(event: HeldEvent, delay: number): void {
    if (!this.#goesBack) this.queue.retryLater(event, delay)
    else this.outcomes.handedBack(event, { delay, error: event.lastError ?? '' })
  }

  #circuitOpened(topic: string): void {
    const { ready, retries } = this.queue.takeWaiting(topic)
    this.outcomes.release([...ready, ...retries.map(({ event }) => event)])
    this.probes.hint()
  }

  #circuitClosed(topic: string): void {
    for (const event of this.probes.takeKept(topic)) this.#route(event)
    this.poller.hint('full')
  }

  #sessionLost(session: SessionId): void {
    this.probes.takeKept()
    this.circuits.abortProbes()
    const outcomes = this.settlements.dropAllBut(null)
    const events = this.queue.dropAllBut(null)
    this.#context.logger.warn(
      'the session was lost: other processes take its events, and may send some of them again',
      { session, events, outcomes },
    )
  }

  #left(event: HeldEvent | undefined): void {
    this.poller.memoryLeft(event)
    this.#changed()
  }

  #changed(): void {
    this.lease.memoryLeft()
    this.watch.changed()
  }

  #settled(entries: readonly SettlementEntry[], lost: number): void {
    for (const { settlement, held } of entries) {
      if (settlement.outcome === 'published') this.published++
      if (settlement.outcome === 'released' || settlement.outcome === 'retry') this.handedBack++
      if (held !== undefined) this.queue.forget(held)
    }
    this.exhausted.tell(
      entries.flatMap(({ exhausted }) => exhausted ?? []),
      lost === 0,
    )
    // It was repeated after its answer got lost, or the session has ended without our knowledge.
    if (lost > 0) this.lease.check()
    if (entries.some((entry) => this.#isClaimable(entry))) this.poller.hint('full')
    this.#changed()
  }

  /** Whether it was given back, and its topic works again by now. */
  #isClaimable({ settlement, held }: SettlementEntry): boolean {
    if (settlement.outcome !== 'released' || held === undefined) return false
    return !this.circuits.isOpen(held.event.topic)
  }
}
