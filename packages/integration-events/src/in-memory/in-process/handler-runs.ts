import { setTimeout as sleep } from 'node:timers/promises'
import type { OutgoingEvent } from '../../contracts/outgoing-event.ts'
import type { PublishOutcome } from '../../contracts/publisher.ts'
import type { HandlerVerdict, RegisteredHandler } from '../../subscriber/registered-handler.ts'
import type { EventProgress } from './handler-progress.ts'
import { RunSlots } from './run-slots.ts'
import { untilAborted } from './until-aborted.ts'

/** How handlers are run. */
export interface HandlerRunsOptions {
  readonly handlerRetryTimes: number
  readonly handlerRetryInterval: number
  readonly concurrency: number
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
      if (outcome.status !== 'transient' || retries === this.#options.handlerRetryTimes)
        return outcome
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
    if (!(await this.#slots.take(signal))) return { status: 'transient', error: signal.reason }
    try {
      return outcomeOf(await untilAborted(start(handler, event, progress, signal), signal), signal)
    } finally {
      // Also if the handler goes on: one that hangs must not stop all the others.
      this.#slots.giveBack()
    }
  }
}

function settledOutcome(progress: EventProgress, consumer: string): PublishOutcome | undefined {
  return progress.done.has(consumer) ? { status: 'accepted' } : progress.permanent.get(consumer)
}

function start(
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
    if (verdict.status === 'done') progress.done.add(consumer)
    if (verdict.status === 'permanent') {
      progress.permanent.set(consumer, { status: 'permanent', error: verdict.error })
    }
    return verdict
  })
  progress.running.set(consumer, running)
  return running
}

/** No verdict: the time was over, and the handler may yet do its work. */
function outcomeOf(verdict: HandlerVerdict | undefined, signal: AbortSignal): PublishOutcome {
  if (verdict === undefined) return { status: 'unknown', error: signal.reason }
  if (verdict.status === 'done') return { status: 'accepted' }
  const { status, error } = verdict
  return status === 'permanent' ? { status, error } : { status, error, concerns: 'event' }
}
