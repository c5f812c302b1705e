import type { OutgoingEvent } from '../../contracts/outgoing-event.ts'
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

  async handle({ event, received, context }: HandlerDelivery): Promise<HandlingVerdict> {
    const attempt = this.#retry.isLimited ? this.#attempts.begin(event) : context.attempt
    const spent = this.#retry.before(attempt)
    if (spent !== undefined) return spent
    try {
      await causedBy(event, () =>
        timeLimited(this.#limit, context.signal, (signal) =>
          this.#handler(received, { signal, attempt }),
        ),
      )
    } catch (error) {
      return this.#retry.after(attempt, error)
    }
    this.#attempts.forget(event)
    return { status: 'done' }
  }

  async giveUp(event: OutgoingEvent): Promise<void> {
    this.#attempts.forget(event)
  }
}
