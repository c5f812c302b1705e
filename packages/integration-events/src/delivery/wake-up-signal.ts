import type { DeliveryClock } from './delivery-clock.ts'

/** A pause that can be cut short. Any number of hints during work or pause make one wake-up. */
export class WakeUpSignal {
  #hinted = false
  #resume: (() => void) | undefined

  hint(): void {
    this.#hinted = true
    this.#resume?.()
  }

  /** Waits for the time, a hint, or the signal. A hint that came before ends it at once. */
  async pause(clock: DeliveryClock, milliseconds: number, signal: AbortSignal): Promise<void> {
    if (!this.#hinted && milliseconds > 0) await this.#wait(clock, milliseconds, signal)
    this.#hinted = false
  }

  #wait(clock: DeliveryClock, milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise<void>((resolve) => {
      if (signal.aborted) return resolve()
      const resume = (): void => {
        cancel()
        signal.removeEventListener('abort', resume)
        this.#resume = undefined
        resolve()
      }
      const cancel = clock.schedule(milliseconds, resume)
      signal.addEventListener('abort', resume, { once: true })
      this.#resume = resume
    })
  }
}
