import type { Sequence } from '../contracts/event-log.ts'
import type { OutgoingEvent } from '../contracts/outgoing-event.ts'
import type { DeliveryContext } from './delivery-context.ts'

/** An event that is no longer tried. */
export interface ExhaustedDelivery {
  /** Its place in the log. */
  readonly sequence: Sequence
  /** Null for a row that could not be read. */
  readonly id: string | null
  /** The topic that it was to be sent to. */
  readonly topic: string
  /** Claims of this event so far, those of other processes included. */
  readonly attempts: number
  /** The last error, as it is stored with the event. */
  readonly error: string
  /** Undefined for a row that could not be read. */
  readonly event?: OutgoingEvent
}

/** The user's hook. It may be called more than once for an event, never before the log says so. */
export type ExhaustedHook = (exhausted: ExhaustedDelivery) => void | PromiseLike<void>

/** Tells of events that were given up, once that is durable; a hook that fails stops nothing. */
export class ExhaustedNotifier {
  readonly #context: DeliveryContext
  readonly #hook: ExhaustedHook | undefined
  readonly #running = new Set<Promise<void>>()

  constructor(context: DeliveryContext, hook: ExhaustedHook | undefined) {
    this.#context = context
    this.#hook = hook
  }

  /**
   * @param certain whether the statement that put them aside found all of its rows. If not, rows
   *   were no longer ours, or an earlier try was written although its answer got lost: then the log
   *   is asked, so that the hook neither misses an event nor is told of one that another process
   *   delivers.
   */
  tell(exhausted: readonly ExhaustedDelivery[], certain: boolean): void {
    for (const event of exhausted) {
      const telling = this.#tell(event, certain)
      this.#running.add(telling)
      void telling.finally(() => this.#running.delete(telling))
    }
  }

  /** Resolves when every hook that was called has ended. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running)
  }

  async #tell(exhausted: ExhaustedDelivery, certain: boolean): Promise<void> {
    const { logger } = this.#context
    const { id, topic, attempts, error } = exhausted
    if (!certain && !(await this.#isExhausted(exhausted))) return
    logger.error(`an event was given up after ${attempts} attempts; it can be replayed`, {
      id,
      topic,
      error,
    })
    try {
      await this.#hook?.(exhausted)
    } catch (hookError) {
      logger.error('onExhausted failed; the event stays exhausted', { id, topic, error: hookError })
    }
  }

  async #isExhausted({ sequence, topic }: ExhaustedDelivery): Promise<boolean> {
    const { eventLog, logger } = this.#context
    try {
      const page = await eventLog.listExhausted({ after: sequence - 1, limit: 1, topic })
      return page[0]?.sequence === sequence
    } catch (error) {
      // Rather told of an event too many than of one too few.
      logger.warn('it could not be verified that an event is exhausted', { topic, error })
      return true
    }
  }
}
