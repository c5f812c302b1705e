import { HandlerAttemptsError } from '../../errors/handler-attempts-error.ts'
import { backoff } from '../../delivery/backoff.ts'
import type { HandlingVerdict } from './handling.ts'

/** A handler's options about failures, validated, in milliseconds. */
export interface RetryPolicyOptions {
  readonly maxAttempts: number | undefined
  readonly interval: number | undefined
  readonly maximumInterval: number
}

/** Decides what a failure means. */
export class RetryPolicy {
  readonly #options: RetryPolicyOptions
  readonly #handler: { readonly topic: string; readonly consumer: string }
  readonly #random: () => number

  constructor(
    options: RetryPolicyOptions,
    handler: { readonly topic: string; readonly consumer: string },
    random: () => number = Math.random,
  ) {
    this.#options = options
    this.#handler = handler
    this.#random = random
  }

  /** Whether attempts have to be counted. */
  get isLimited(): boolean {
    return this.#options.maxAttempts !== undefined
  }

  /**
   * The verdict on an attempt that must not begin any more, since there were as many before: they ended
   * with their process, or the event could not be given up then. Undefined: it may begin.
   */
  before(attempt: number): HandlingVerdict | undefined {
    const { maxAttempts = Infinity } = this.#options
    if (attempt <= maxAttempts) return undefined
    // Not `attempt - 1`: deliveries that were refused like this one have counted, too, and tried nothing.
    return { status: 'permanent', error: this.#spent(maxAttempts, undefined) }
  }

  /** The verdict on an attempt that has failed. */
  after(attempt: number, error: unknown): HandlingVerdict {
    const { maxAttempts = Infinity } = this.#options
    if (attempt >= maxAttempts) return { status: 'permanent', error: this.#spent(attempt, error) }
    return this.later(attempt, error)
  }

  /** The verdict that the event is to be tried again, after the pause that follows `attempt`. */
  later(attempt: number, error: unknown): HandlingVerdict {
    const { interval, maximumInterval } = this.#options
    if (interval === undefined) return { status: 'transient', error }
    const pauses = { minimum: interval, maximum: maximumInterval }
    return { status: 'transient', error, retryAfter: backoff(attempt, pauses, this.#random) }
  }

  #spent(attempts: number, cause: unknown): Error {
    return new HandlerAttemptsError({ ...this.#handler, attempts, cause })
  }
}
