import type { OutgoingEvent } from '../contracts/outgoing-event.ts'
import type { Publisher, PublishOutcome } from '../contracts/publisher.ts'
import { PublishAbandonedError } from '../errors/publish-abandoned-error.ts'
import { PublishTimeoutError } from '../errors/publish-timeout-error.ts'
import { PublisherAnswerError } from '../errors/publisher-answer-error.ts'
import type { DeliveryContext } from './delivery-context.ts'
import { isOutcome } from './outcome.ts'

/**
 * One call of the publisher. It answers with one outcome per event, in order, whatever the publisher
 * does: one that throws, hangs, ignores its signal or answers nonsense has an `unknown` outcome. An
 * answer that comes after the time limit is ignored.
 */
export class PublishAttempt {
  readonly #context: DeliveryContext
  readonly #publisher: Publisher

  constructor(context: DeliveryContext, publisher: Publisher) {
    this.#context = context
    this.#publisher = publisher
  }

  async send(topic: string, events: readonly OutgoingEvent[]): Promise<readonly PublishOutcome[]> {
    try {
      return this.#read(await this.#call(topic, events), events.length)
    } catch (error) {
      return events.map(() => ({ status: 'unknown', error }))
    }
  }

  #call(topic: string, events: readonly OutgoingEvent[]): Promise<unknown> {
    const { clock, options, abandoned } = this.#context
    const { publishTimeout } = options
    const publisher = this.#publisher.name
    return new Promise((resolve, reject) => {
      const controller = new AbortController()
      const giveUp = (error: Error): void => {
        end()
        reject(error)
        controller.abort(error)
      }
      const abandon = (): void => giveUp(new PublishAbandonedError({ publisher, topic }))
      const cancelTimer = clock.schedule(publishTimeout, () =>
        giveUp(new PublishTimeoutError({ publisher, topic, publishTimeout })),
      )
      const end = (): void => {
        cancelTimer()
        abandoned.removeEventListener('abort', abandon)
      }
      abandoned.addEventListener('abort', abandon, { once: true })
      const answer = this.#publish(events, controller.signal)
      clock.awaits?.(answer)
      answer.then(resolve, reject).finally(end)
    })
  }

  /** Async, so that a publisher that throws instead of rejecting is no exception. */
  async #publish(events: readonly OutgoingEvent[], signal: AbortSignal): Promise<unknown> {
    return this.#publisher.publish(events, { signal })
  }

  #read(answer: unknown, expected: number): readonly PublishOutcome[] {
    // With one outcome too few or too many nobody can say which event each of them is about.
    if (!Array.isArray(answer) || answer.length !== expected) {
      const got = Array.isArray(answer) ? `${answer.length} outcomes` : 'no list of outcomes'
      throw this.#answerError(`${got} for ${expected} events`)
    }
    return Array.from(answer, (outcome: unknown) =>
      isOutcome(outcome)
        ? outcome
        : { status: 'unknown', error: this.#answerError('something that is no outcome') },
    )
  }

  #answerError(problem: string): Error {
    return new PublisherAnswerError({ publisher: this.#publisher.name, problem })
  }
}
