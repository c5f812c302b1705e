import type { OutgoingEvent } from '../../contracts/outgoing-event.ts'
import { ConcurrentDeliveryError } from '../../errors/concurrent-delivery-error.ts'
import { causedBy } from '../../event/event-cause.ts'
import type { EventHandler } from '../received-event.ts'
import type { HandlerDelivery, Handling, HandlingVerdict } from './handling.ts'
import { RememberedAttempts } from './remembered-attempts.ts'
import type { RetryPolicy } from './retry-policy.ts'
import { type TimeLimit, timeLimited } from './time-limited.ts'

/** Runs a handler without an inbox: nothing but the transport's acknowledgement keeps it from running again. */
export class AtLeastOnce implements Handling {
  readonly #handler: EventHandler
  readonly #retry: RetryPolicy
  readonly #limit: TimeLimit
  readonly #attempts = new RememberedAttempts()

  constructor(options: {
    readonly handler: EventHandler
    readonly retry: RetryPolicy
    readonly limit: TimeLimit
  }) {
    this.#handler = options.handler
    this.#retry = options.retry
    this.#limit = options.limit
  }

  async handle(delivery: HandlerDelivery): Promise<HandlingVerdict> {
    const { event, context } = delivery
    // Its schema took longer than the transport waits: nobody would hear what becomes of it.
    if (context.signal.aborted) return { status: 'transient', error: context.signal.reason }
    if (!this.#retry.isLimited) return await this.#run(delivery, context.attempt)
    const attempt = this.#attempts.next(event)
    const spent = this.#retry.before(attempt)
    // Those that run may still succeed: only failures give an event up.
    if (spent !== undefined) return this.#attempts.isRunning(event) ? this.#busy(event) : spent
    this.#attempts.begin(event)
    let failures: number | undefined
    const failed = (): number => (failures ??= this.#attempts.failed(event))
    // Nobody would hear of its success any more: one that hangs must not keep the event for ever.
    context.signal.addEventListener('abort', failed, { once: true })
    try {
      return await this.#run(delivery, attempt, failed)
    } finally {
      context.signal.removeEventListener('abort', failed)
    }
  }

  async giveUp(event: OutgoingEvent): Promise<void> {
    this.#attempts.forget(event)
  }

  async #run(
    { event, received, context }: HandlerDelivery,
    attempt: number,
    failures: () => number = () => attempt,
  ): Promise<HandlingVerdict> {
    try {
      await causedBy(event, () =>
        timeLimited(this.#limit, context.signal, (signal) =>
          this.#handler(received, { signal, attempt }),
        ),
      )
    } catch (error) {
      return this.#retry.after(failures(), error)
    }
    this.#attempts.forget(event)
    return { status: 'done' }
  }

  #busy({ id, topic }: OutgoingEvent): HandlingVerdict {
    const { consumer } = this.#limit
    return { status: 'transient', error: new ConcurrentDeliveryError({ topic, id, consumer }) }
  }
}
