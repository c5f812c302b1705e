import { type Transaction, TransactionEndedError, type UnitOfWork } from 'uow'
import type { EventLog } from '../contracts/event-log.ts'
import type { OutgoingEvent } from '../contracts/outgoing-event.ts'
import type { HandOver } from '../delivery/hand-over.ts'
import { OutsideUnitOfWorkError } from '../errors/outside-unit-of-work-error.ts'
import { PublishOptionError } from '../errors/publish-option-error.ts'
import { UnitOfWorkEndedError } from '../errors/unit-of-work-ended-error.ts'
import { isRecordingCause } from '../event/event-cause.ts'
import type { CommittedEvents } from './committed-events.ts'
import type { PublishedEvent, PublishOptions } from './publish-options.ts'
import { UnitOfWorkEvents } from './unit-of-work-events.ts'

/** What publishing joins. */
export interface EventPublishingOptions {
  readonly unitOfWork: UnitOfWork
  readonly eventLog: EventLog
  readonly handOver: HandOver
  /** Is told of what has committed. */
  readonly committed: CommittedEvents
  readonly outsideUnitOfWork: 'throw' | 'open'
}

/** Finds the unit of work that an event belongs to, and joins it. */
export class EventPublishing {
  readonly #options: EventPublishingOptions
  /** By root transaction. */
  readonly #units = new WeakMap<Transaction, UnitOfWorkEvents>()

  constructor(options: EventPublishingOptions) {
    this.#options = options
  }

  /**
   * Registers `event` in its unit of work before it returns. A rejection of `event` then fails the
   * commit, awaited or not; only where there is no unit that could fail, a forgotten promise
   * becomes an unhandled rejection.
   */
  publish(
    topic: string,
    event: Promise<OutgoingEvent>,
    unitOfWork: PublishOptions['unitOfWork'],
  ): Promise<PublishedEvent> {
    try {
      const place = this.#place(topic, unitOfWork)
      if (place === 'own') return this.#publishInOwnUnit(topic, event)
      this.#join(topic, place, event)
    } catch (error) {
      event.catch(() => {})
      return Promise.reject(error as Error)
    }
    const published = event.then(({ id }) => ({ id }))
    published.catch(() => {})
    return published
  }

  #place(topic: string, given: PublishOptions['unitOfWork']): Transaction | 'own' {
    if (given === 'own') return given
    if (given !== undefined) return explicitTransaction(topic, given)
    const { unitOfWork, outsideUnitOfWork } = this.#options
    const current = unitOfWork.current()
    if (current !== undefined) return current
    // Not even `open` may save work that has outlived its unit: its rows may have been rolled back.
    const ended = unitOfWork.ambient()
    if (ended !== undefined) throw new UnitOfWorkEndedError({ topic, state: ended.state })
    // Nor may it commit apart from the handler that publishes: that would be one event more per try.
    const insideHandler = isRecordingCause()
    if (outsideUnitOfWork === 'open' && !insideHandler) return 'own'
    throw new OutsideUnitOfWorkError({ topic, insideHandler })
  }

  #join(topic: string, frame: Transaction, event: Promise<OutgoingEvent>): void {
    try {
      this.#unitOf(frame.root).add(frame, event)
    } catch (cause) {
      if (!TransactionEndedError.isInstance(cause)) throw cause
      throw new UnitOfWorkEndedError({ topic, state: cause.state, cause })
    }
  }

  #unitOf(root: Transaction): UnitOfWorkEvents {
    let unit = this.#units.get(root)
    if (unit === undefined) {
      unit = new UnitOfWorkEvents(root, this.#options)
      this.#units.set(root, unit)
    }
    return unit
  }

  async #publishInOwnUnit(topic: string, event: Promise<OutgoingEvent>): Promise<PublishedEvent> {
    // Before the transaction begins, so that no validation is waited for inside of it.
    const { id } = await event
    const work = await this.#options.unitOfWork.begin()
    try {
      this.#join(topic, work.transaction, event)
      await work.commit()
    } catch (error) {
      // The reason is what the caller must see, whatever the rollback says.
      await work.rollback().catch(() => {})
      throw error
    }
    return { id }
  }
}

function explicitTransaction(topic: string, given: unknown): Transaction {
  const { transaction } = (given ?? {}) as { transaction?: Transaction }
  if (typeof transaction?.beforeCommit === 'function') return transaction
  throw new PublishOptionError({
    topic,
    option: 'unitOfWork',
    received: given,
    allowed: "the handle of unitOfWork.begin(), or 'own'",
  })
}
