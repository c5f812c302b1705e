import { CommitOutcomeUnknownError, type UnitOfWork, UnitOfWorkTimeoutError } from 'uow'
import type { Inbox, InboxDelivery, InboxKey, InboxRefusal } from '../../contracts/inbox.ts'
import type { Logger } from '../../contracts/logger.ts'
import type { OutgoingEvent } from '../../contracts/outgoing-event.ts'
import { ConcurrentDeliveryError } from '../../errors/concurrent-delivery-error.ts'
import { DeliveryInsideUnitOfWorkError } from '../../errors/delivery-inside-unit-of-work-error.ts'
import { HandlerTimeoutError } from '../../errors/handler-timeout-error.ts'
import { OutsideInboxWindowError } from '../../errors/outside-inbox-window-error.ts'
import { deliveryDateOf } from '../../event/delivery-date.ts'
import { causedBy } from '../../event/event-cause.ts'
import type { InboxEventHandler } from '../received-event.ts'
import type { HandlerDelivery, Handling, HandlingVerdict } from './handling.ts'
import { linkedAbort } from './linked-abort.ts'
import type { RetryPolicy } from './retry-policy.ts'
import type { TimeLimit } from './time-limited.ts'
import { untilFree } from './until-free.ts'

/** What all handlers of a subscriber with an inbox share. */
export interface ExactlyOnceOptions {
  readonly unitOfWork: UnitOfWork
  readonly inbox: Inbox
  /** Resolves once the inbox was checked; rejects if it can't be used. */
  readonly opened: () => Promise<void>
  /** Milliseconds. */
  readonly inboxExpireDate: number
  readonly onOutsideInboxWindow: 'deadLetter' | 'process'
  /** Milliseconds. */
  readonly concurrentDeliveryWait: number
  readonly logger: Logger
}

/** One delivery's try at the handler. */
interface Run {
  readonly attempt: number
  /** Whether the handler was called. */
  hasBegun: boolean
  /** What the handler itself failed with. */
  failure?: { readonly error: unknown }
}

/**
 * Runs a handler with an inbox: in a unit of work in which the event is recorded for its consumer
 * first, so that both are there or neither. Nothing but the handler's own time passes inside of it.
 */
export class ExactlyOnce implements Handling {
  readonly #options: ExactlyOnceOptions
  readonly #handler: InboxEventHandler
  readonly #retry: RetryPolicy
  readonly #limit: TimeLimit

  constructor(
    options: ExactlyOnceOptions,
    handling: {
      readonly handler: InboxEventHandler
      readonly retry: RetryPolicy
      readonly limit: TimeLimit
    },
  ) {
    this.#options = options
    this.#handler = handling.handler
    this.#retry = handling.retry
    this.#limit = handling.limit
  }

  async handle(delivery: HandlerDelivery): Promise<HandlingVerdict> {
    const { event, context } = delivery
    let { attempt } = context
    try {
      this.#assertOutsideOfUnits()
      await this.#options.opened()
      if (this.#retry.isLimited) {
        const begun = await this.#patiently(delivery, (told) =>
          this.#options.inbox.beginAttempt(told),
        )
        if (typeof begun !== 'number') return this.#refused(begun, event)
        attempt = begun
        const spent = this.#retry.before(attempt)
        if (spent !== undefined) return spent
      }
    } catch (error) {
      // The handler has no part in it.
      return { status: 'transient', error }
    }
    const run: Run = { attempt, hasBegun: false }
    try {
      const answer = await this.#patiently(delivery, (told) => this.#run(delivery, told, run))
      return answer === 'recorded' ? { status: 'done' } : this.#refused(answer, event)
    } catch (error) {
      // It may have committed: only the next delivery finds out, and must not be given up before.
      if (CommitOutcomeUnknownError.isInstance(error) && !isOfHandler(error, run))
        return { status: 'transient', error }
      if (run.hasBegun) return this.#retry.after(attempt, error)
      // A database that is short of connections, say, must not use up the attempts of a handler.
      await this.#withdraw(event)
      return this.#retry.later(attempt, error)
    }
  }

  async giveUp(event: OutgoingEvent): Promise<void> {
    await this.#recount(
      event,
      (key) => this.#options.inbox.forgetAttempts(key),
      'the attempts at an event that was given up could not be forgotten; a replay is given up once more before it is tried',
    )
  }

  /** Takes back the attempt that was counted, and did not begin. */
  async #withdraw(event: OutgoingEvent): Promise<void> {
    await this.#recount(
      event,
      (key) => this.#options.inbox.withdrawAttempt(key),
      'an attempt at an event was counted and could not begin; it stays counted, as taking it back failed, too',
    )
  }

  /** Changes the count where there is one. That it fails changes no verdict. */
  async #recount(
    { id, source, topic }: OutgoingEvent,
    change: (key: InboxKey) => Promise<void>,
    failure: string,
  ): Promise<void> {
    if (!this.#retry.isLimited) return
    const { consumer } = this.#limit
    try {
      await change({ consumer, source, id })
    } catch (error) {
      this.#options.logger.warn(failure, { topic, id, consumer, error })
    }
  }

  /** One try: records the event, and runs the handler if that was the first record. */
  async #run(
    { event, received, context }: HandlerDelivery,
    told: InboxDelivery,
    run: Run,
  ): Promise<'recorded' | InboxRefusal> {
    const { inbox, unitOfWork } = this.#options
    const { consumer, timeout, topic } = this.#limit
    const late = timeout === undefined ? undefined : linkedAbort(context.signal)
    const { signal } = late ?? context
    const work = async (tx: unknown): Promise<'recorded' | InboxRefusal> => {
      const transaction = unitOfWork.current()
      if (transaction === undefined) throw new Error('The unit of work has no transaction.')
      const answer = await inbox.record(transaction, told)
      if (answer !== 'recorded') return answer
      // It waited for a connection for too long: a handler that heeds its signal would fail at once.
      context.signal.throwIfAborted()
      run.hasBegun = true
      try {
        await this.#handler(received, { tx, signal, attempt: run.attempt })
      } catch (error) {
        run.failure = { error }
        throw error
      }
      return answer
    }
    const options = timeout === undefined ? undefined : { timeout }
    try {
      // Around the unit: what its hooks publish has this cause, too.
      return await causedBy(event, () => unitOfWork.run(work, options), unitOfWork)
    } catch (error) {
      if (timeout === undefined || !UnitOfWorkTimeoutError.isInstance(error)) throw error
      if (isOfHandler(error, run)) throw error
      // Only now: a handler that ends at its signal must not find its unit still open, and commit.
      const reason = new HandlerTimeoutError({ topic, consumer, timeout, cause: error })
      late?.abort(reason)
      throw reason
    } finally {
      late?.unlink()
    }
  }

  /** Asks again, holding nothing meanwhile, while another delivery of the event is being handled. */
  #patiently<Answer>(
    { event, context }: HandlerDelivery,
    ask: (told: InboxDelivery) => Promise<Answer | InboxRefusal>,
  ): Promise<Answer | InboxRefusal> {
    const { concurrentDeliveryWait, inboxExpireDate, onOutsideInboxWindow } = this.#options
    const told: InboxDelivery = {
      consumer: this.#limit.consumer,
      source: event.source,
      id: event.id,
      date: deliveryDateOf(event),
      window: inboxExpireDate,
      outsideWindow: onOutsideInboxWindow === 'process' ? 'accept' : 'refuse',
    }
    return untilFree(() => ask(told), concurrentDeliveryWait, context.signal)
  }

  #refused(refusal: InboxRefusal, event: OutgoingEvent): HandlingVerdict {
    const { id, topic } = event
    const { consumer } = this.#limit
    switch (refusal) {
      case 'handled':
        return { status: 'done', duplicate: true }
      case 'busy':
        return { status: 'transient', error: new ConcurrentDeliveryError({ topic, id, consumer }) }
      case 'outsideWindow': {
        const window = this.#options.inboxExpireDate
        const date = deliveryDateOf(event)
        const error = new OutsideInboxWindowError({ topic, id, consumer, date, window })
        return { status: 'permanent', error }
      }
    }
  }

  /** In a unit around this one, the record could be undone after the event was acknowledged. */
  #assertOutsideOfUnits(): void {
    if (this.#options.unitOfWork.ambient() === undefined) return
    const { topic, consumer } = this.#limit
    throw new DeliveryInsideUnitOfWorkError({ topic, consumer })
  }
}

/** Whether the handler failed with it: then another unit of work, which it uses, is meant. */
function isOfHandler(error: unknown, { failure }: Run): boolean {
  return failure !== undefined && failure.error === error
}
