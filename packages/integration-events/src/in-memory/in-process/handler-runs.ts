import { setTimeout as sleep } from 'node:timers/promises'
import type { OutgoingEvent } from '../../contracts/outgoing-event.ts'
import type { PublishOutcome } from '../../contracts/publisher.ts'
import type { DeliveryClock } from '../../delivery/delivery-clock.ts'
import type { HandlerVerdict, RegisteredHandler } from '../../subscriber/registered-handler.ts'
import type { EventProgress } from './handler-progress.ts'
import { RunSlots } from './run-slots.ts'
import { untilAborted } from './until-aborted.ts'

/** How handlers are run. */
export interface HandlerRunsOptions {
  readonly handlerRetryTimes: number
  readonly handlerRetryInterval: number
  readonly concurrency: number
  readonly clock: DeliveryClock
}

/** Runs single handlers, with their retries, a limited number at once. */
export class HandlerRuns {
  readonly #options: HandlerRunsOptions
  readonly #slots: RunSlots

  constructor(options: HandlerRunsOptions) {
    this.#options = options
    this.#slots = new RunSlots(options.concurrency)
  }

  /** What is to be said of this handler for one send of the event. */
  async run(
    handler: RegisteredHandler,
    event: OutgoingEvent,
    progress: EventProgress,
    signal: AbortSignal,
  ): Promise<PublishOutcome> {
    for (let retries = 0; ; retries += 1) {
      const outcome = await this.#runOnce(handler, event, progress, signal)
      if (outcome.status !== 'transient' || outcome.retryAfter !== undefined) return outcome
      if (retries === this.#options.handlerRetryTimes) return outcome
      try {
        await sleep(this.#options.handlerRetryInterval, undefined, { signal })
      } catch {
        return outcome
      }
    }
  }

  async #runOnce(
    handler: RegisteredHandler,
    event: OutgoingEvent,
    progress: EventProgress,
    signal: AbortSignal,
  ): Promise<PublishOutcome> {
    const { consumer } = handler
    const earlier = progress.running.get(consumer)
    // Since a send that timed out: two runs at once of one handler, for one event, help nobody.
    if (earlier !== undefined) return outcomeOf(await untilAborted(earlier, signal), signal)
    const settled = settledOutcome(progress, consumer)
    if (settled !== undefined) return settled
    // The event is sent again for another handler's sake: this one's pause is not over.
    const pause = this.#pauseOf(progress, consumer)
    if (pause !== undefined) return pause
    if (!(await this.#slots.take(signal))) return { status: 'transient', error: signal.reason }
    try {
      return outcomeOf(
        await untilAborted(this.#start(handler, event, progress, signal), signal),
        signal,
      )
    } finally {
      // Also if the handler goes on: one that hangs must not stop all the others.
      this.#slots.giveBack()
    }
  }

  #pauseOf(progress: EventProgress, consumer: string): PublishOutcome | undefined {
    const failed = progress.failed.get(consumer)
    const retryAfter = (failed?.dueAt ?? -Infinity) - this.#options.clock.now()
    if (failed === undefined || retryAfter <= 0) return undefined
    return { status: 'transient', error: failed.error, concerns: 'event', retryAfter }
  }

  #start(
    handler: RegisteredHandler,
    event: OutgoingEvent,
    progress: EventProgress,
    signal: AbortSignal,
  ): Promise<HandlerVerdict> {
    const { consumer } = handler
    const attempt = (progress.attempts.get(consumer) ?? 0) + 1
    progress.attempts.set(consumer, attempt)
    const running = handler.handle(event, { signal, attempt }).then((verdict) => {
      progress.running.delete(consumer)
      this.#note(progress, verdict)
      return verdict
    })
    progress.running.set(consumer, running)
    return running
  }

  #note({ done, failed, permanent }: EventProgress, verdict: HandlerVerdict): void {
    const { consumer, status } = verdict
    failed.delete(consumer)
    if (status === 'done') done.add(consumer)
    else if (status === 'permanent') permanent.set(consumer, { status, error: verdict.error })
    else if (verdict.retryAfter !== undefined) {
      const dueAt = this.#options.clock.now() + verdict.retryAfter
      failed.set(consumer, { error: verdict.error, dueAt })
    }
  }
}

function settledOutcome(progress: EventProgress, consumer: string): PublishOutcome | undefined {
  return progress.done.has(consumer) ? { status: 'accepted' } : progress.permanent.get(consumer)
}

/** No verdict: the time was over, and the handler may yet do its work. */
function outcomeOf(verdict: HandlerVerdict | undefined, signal: AbortSignal): PublishOutcome {
  if (verdict === undefined) return { status: 'unknown', error: signal.reason }
  if (verdict.status === 'done') return { status: 'accepted' }
  if (verdict.status === 'permanent') return { status: 'permanent', error: verdict.error }
  const { error, retryAfter } = verdict
  const outcome = { status: 'transient', error, concerns: 'event' } as const
  return retryAfter === undefined ? outcome : { ...outcome, retryAfter }
}
