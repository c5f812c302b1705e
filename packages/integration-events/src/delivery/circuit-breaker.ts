import type { DeliveryContext } from './delivery-context.ts'
import type { CallVerdict } from './outcome.ts'

interface TopicState {
  /** Failed calls in a row. */
  failures: number
  /** Null while the circuit is closed. */
  outage: Outage | null
}

interface Outage {
  readonly since: number
  /** Pause before the next probe after one that fails. */
  interval: number
  nextProbeAt: number
  probing: boolean
}

/**
 * One circuit per topic. It opens when several calls in a row have failed, or at once when the topic
 * is misconfigured; then nothing of the topic is claimed or sent but one probe at a time, and no
 * attempts are used up. A call that is accepted closes it.
 */
export class CircuitBreaker {
  readonly #context: DeliveryContext
  /** Only topics with trouble. */
  readonly #topics = new Map<string, TopicState>()

  constructor(context: DeliveryContext) {
    this.#context = context
  }

  isOpen(topic: string): boolean {
    return this.#topics.get(topic)?.outage != null
  }

  /** Whether the last call failed. Such a topic gets one call at a time, so that it holds up nobody. */
  isTroubled(topic: string): boolean {
    return this.#topics.has(topic)
  }

  get openTopics(): string[] {
    return [...this.#topics.keys()].filter((topic) => this.isOpen(topic))
  }

  /** Learns from a call. Answers whether that opened or closed the topic's circuit. */
  record(
    topic: string,
    verdict: CallVerdict,
    call: { readonly error: unknown; readonly probe: boolean },
  ): 'opened' | 'closed' | undefined {
    const state = this.#topics.get(topic) ?? { failures: 0, outage: null }
    const { outage } = state
    if (call.probe && outage !== null) outage.probing = false
    switch (verdict) {
      case 'refused':
        // It says nothing about the broker: another probe may follow at once.
        if (call.probe && outage !== null) outage.nextProbeAt = this.#context.clock.now()
        return undefined
      case 'accepted':
        this.#topics.delete(topic)
        return outage === null ? undefined : this.#closed(topic, outage)
      case 'failed':
      case 'misconfigured':
        state.failures++
        this.#topics.set(topic, state)
        if (outage !== null) {
          if (call.probe) this.#probeFailed(outage)
          return undefined
        }
        return this.#mayOpen(topic, state, verdict, call.error)
    }
  }

  /** Open topics whose next probe is due. */
  dueProbes(): string[] {
    const now = this.#context.clock.now()
    return this.openTopics.filter((topic) => {
      const outage = this.#topics.get(topic)?.outage
      return outage != null && !outage.probing && outage.nextProbeAt <= now
    })
  }

  /** Milliseconds until a probe is due; Infinity when none will be. */
  get untilNextProbe(): number {
    const times = [...this.#topics.values()].map(({ outage }) =>
      outage === null || outage.probing ? Number.POSITIVE_INFINITY : outage.nextProbeAt,
    )
    return Math.max(0, Math.min(...times) - this.#context.clock.now())
  }

  /** A probe is on its way: no other one until `record` hears of it, or `abortProbes` is called. */
  beginProbe(topic: string): void {
    const outage = this.#topics.get(topic)?.outage
    if (outage != null) outage.probing = true
  }

  /** There was nothing to probe with. */
  postponeProbe(topic: string, milliseconds: number): void {
    const outage = this.#topics.get(topic)?.outage
    if (outage != null) outage.nextProbeAt = this.#context.clock.now() + milliseconds
  }

  /** Probes that were on their way will not be sent. */
  abortProbes(): void {
    for (const { outage } of this.#topics.values()) if (outage !== null) outage.probing = false
  }

  #mayOpen(
    topic: string,
    state: TopicState,
    verdict: 'failed' | 'misconfigured',
    error: unknown,
  ): 'opened' | undefined {
    const { clock, logger, options } = this.#context
    const { failures, probeInterval } = options.circuitBreaker
    if (verdict === 'failed' && state.failures < failures) return undefined
    const since = clock.now()
    state.outage = {
      since,
      interval: probeInterval,
      nextProbeAt: since + probeInterval,
      probing: false,
    }
    const reason =
      verdict === 'misconfigured'
        ? 'the topic or its component does not exist or is not permitted'
        : `${state.failures} calls in a row have failed`
    logger.warn(`topic '${topic}' pauses: ${reason}; its events wait, and it is probed`, {
      topic,
      error,
    })
    return 'opened'
  }

  #probeFailed(outage: Outage): void {
    const { clock, options } = this.#context
    outage.interval = Math.min(outage.interval * 2, options.circuitBreaker.maximumProbeInterval)
    outage.nextProbeAt = clock.now() + outage.interval
  }

  #closed(topic: string, { since }: Outage): 'closed' {
    const { clock, logger } = this.#context
    logger.info(`topic '${topic}' works again`, {
      topic,
      pausedMilliseconds: Math.round(clock.now() - since),
    })
    return 'closed'
  }
}
