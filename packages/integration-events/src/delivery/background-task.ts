import { backoff, type BackoffOptions } from './backoff.ts'
import type { DeliveryContext } from './delivery-context.ts'
import { outsideRequests } from './outside-requests.ts'
import { WakeUpSignal } from './wake-up-signal.ts'

/** What every loop needs, whatever it does. */
type BackgroundContext = Pick<DeliveryContext, 'clock' | 'logger' | 'random'>

/** What runs in the background, and how. */
export interface BackgroundTaskOptions {
  /** Completes the sentence '… fails', for the log. */
  readonly name: string
  /** One turn. Answers with the milliseconds until the next one; a hint makes it sooner. */
  readonly turn: () => Promise<number>
  /** Milliseconds until the first turn. Default 0. */
  readonly firstPause?: number
  /** Pauses after turns that failed; hints don't shorten these. */
  readonly backoff: BackoffOptions
  /** Ends the loop. A turn that is under way is awaited. */
  readonly signal: AbortSignal
}

/**
 * The one supervised loop: pauses that can be cut short, back-off, one log line per change of state.
 * It never ends by an exception, and runs outside of the context of whoever started it.
 */
export class BackgroundTask {
  readonly #context: BackgroundContext
  readonly #options: BackgroundTaskOptions
  readonly #wakeUp = new WakeUpSignal()
  #failures = 0
  #loop: Promise<void> | undefined

  constructor(context: BackgroundContext, options: BackgroundTaskOptions) {
    this.#context = context
    this.#options = options
  }

  start(): void {
    this.#loop ??= outsideRequests(() => this.#run())
  }

  /** Makes the next turn come at once; during a turn, another one right after it. */
  hint(): void {
    this.#wakeUp.hint()
  }

  /** Resolves when the loop has ended, after its signal was aborted. */
  get ended(): Promise<void> {
    return this.#loop ?? Promise.resolve()
  }

  async #run(): Promise<void> {
    const { clock } = this.#context
    const { signal, firstPause = 0 } = this.#options
    let pause = firstPause
    while (!signal.aborted) {
      // While turns fail, hints must not turn the back-off into a stream of failures.
      const wakeUp = this.#failures > 0 ? new WakeUpSignal() : this.#wakeUp
      await wakeUp.pause(clock, pause, signal)
      if (!signal.aborted) pause = await this.#turn()
    }
  }

  async #turn(): Promise<number> {
    const { name, turn, signal } = this.#options
    const { logger, random } = this.#context
    try {
      const pause = await turn()
      if (this.#failures > 0) logger.info(`${name} works again`, { failures: this.#failures })
      this.#failures = 0
      return pause
    } catch (error) {
      this.#failures++
      if (this.#failures === 1 && !signal.aborted) {
        logger.warn(`${name} fails; it is tried again until it works`, { error })
      }
      return backoff(this.#failures, this.#options.backoff, random)
    }
  }
}
