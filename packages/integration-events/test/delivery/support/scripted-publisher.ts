import type { OutgoingEvent } from '../../../src/contracts/outgoing-event.ts'
import type { Publisher, PublishContext, PublishOutcome } from '../../../src/contracts/publisher.ts'
import type { VirtualClock } from '../../../src/testing/virtual-clock.ts'

/** One call of the publisher, as the broker saw it. */
export interface PublisherCall {
  readonly at: number
  readonly topic: string
  readonly ids: readonly string[]
  readonly signal: AbortSignal
}

type Answer = (
  events: readonly OutgoingEvent[],
  context: PublishContext,
) => Promise<readonly PublishOutcome[]> | readonly PublishOutcome[]

export type PublisherLimits = Pick<Publisher, 'maxBatchSize' | 'maxBatchBytes' | 'maxConcurrency'>

/** A broker that does what a test says, and remembers what it was given. */
export class ScriptedPublisher implements Publisher {
  readonly name: string = 'scripted'
  readonly maxBatchSize?: number
  readonly maxBatchBytes?: number
  readonly maxConcurrency?: number
  readonly calls: PublisherCall[] = []
  /** `open` and `close`, in order. */
  readonly lifecycle: string[] = []
  inFlight = 0
  mostInFlight = 0
  answer: Answer = accept
  onOpen: (context: PublishContext) => Promise<void> = async () => {}
  onClose: () => Promise<void> = async () => {}
  readonly #clock: VirtualClock

  constructor(clock: VirtualClock, limits: PublisherLimits = {}) {
    this.#clock = clock
    Object.assign(this, limits)
  }

  async open(context: PublishContext): Promise<void> {
    this.lifecycle.push('open')
    await this.onOpen(context)
  }

  async publish(
    events: readonly OutgoingEvent[],
    context: PublishContext,
  ): Promise<readonly PublishOutcome[]> {
    this.calls.push({
      at: this.#clock.now(),
      topic: events[0]!.topic,
      ids: events.map(({ id }) => id),
      signal: context.signal,
    })
    this.inFlight++
    this.mostInFlight = Math.max(this.mostInFlight, this.inFlight)
    try {
      return await this.answer(events, context)
    } finally {
      this.inFlight--
    }
  }

  async close(): Promise<void> {
    this.lifecycle.push('close')
    await this.onClose()
  }

  /** Ids in the order in which they were sent. */
  get sent(): string[] {
    return this.calls.flatMap(({ ids }) => ids)
  }

  /** When an event was sent. */
  timesOf(id: string): number[] {
    return this.calls.filter(({ ids }) => ids.includes(id)).map(({ at }) => at)
  }
}

export function accept(events: readonly unknown[]): PublishOutcome[] {
  return events.map(() => ({ status: 'accepted' }))
}

export function failWith(
  status: 'transient' | 'permanent' | 'configuration' | 'unknown',
  error: unknown = new Error('the broker says no'),
): (events: readonly unknown[]) => PublishOutcome[] {
  return (events) => events.map(() => ({ status, error }))
}

/** Never answers, and ignores its signal. */
export async function hang(): Promise<never> {
  return new Promise(() => {})
}
