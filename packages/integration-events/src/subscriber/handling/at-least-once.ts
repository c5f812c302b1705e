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
    if (!this.#retry.isLimited) return await this.#run(delivery, delivery.context.attempt)
    const { event } = delivery
    const attempt = this.#attempts.next(event)
    const spent = this.#retry.before(attempt)
    // Those that run may still succeed: only failures give an event up.
    if (spent !== undefined) return this.#attempts.isRunning(event) ? this.#busy(event) : spent
    this.#attempts.begin(event)
    return await this.#run(delivery, attempt)
  }

  async giveUp(event: OutgoingEvent): Promise<void> {
    this.#attempts.forget(event)
  }

  async #run(
    { event, received, context }: HandlerDelivery,
    attempt: number,
  ): Promise<HandlingVerdict> {
    try {
      await causedBy(event, () =>
        timeLimited(this.#limit, context.signal, (signal) =>
          this.#handler(received, { signal, attempt }),
        ),
      )
    } catch (error) {
      const isCounted = this.#retry.isLimited
      return this.#retry.after(isCounted ? this.#attempts.failed(event) : attempt, error)
    }
    this.#attempts.forget(event)
    return { status: 'done' }
  }

  #busy({ id, topic }: OutgoingEvent): HandlingVerdict {
    const { consumer } = this.#limit
    return { status: 'transient', error: new ConcurrentDeliveryError({ topic, id, consumer }) }
  }
}
