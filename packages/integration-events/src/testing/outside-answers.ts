import { setTimeout } from 'node:timers/promises'

/** Kept from before a test replaces it by one that stands still. */
const realTime = performance.now.bind(performance)

/** Answers that are on their way from outside of the process, where virtual time means nothing. */
export class OutsideAnswers {
  readonly #patience: number
  /** Each with the end of its patience. */
  readonly #underWay = new Map<PromiseLike<unknown>, number>()
  #came: (() => void) | undefined

  constructor(patience: number) {
    this.#patience = patience
  }

  add(answer: PromiseLike<unknown>): void {
    if (this.#patience === 0) return
    const ended = (): void => {
      if (this.#underWay.delete(answer)) this.#came?.()
    }
    this.#underWay.set(answer, realTime() + this.#patience)
    answer.then(ended, ended)
  }

  /** Waits for the next answer, in real time. False when there is none that is worth waiting for. */
  async next(): Promise<boolean> {
    const now = realTime()
    for (const [answer, end] of this.#underWay) if (end <= now) this.#underWay.delete(answer)
    if (this.#underWay.size === 0) return false
    const waiting = new AbortController()
    const answered = new Promise<void>((resolve) => {
      this.#came = resolve
    })
    const patience = Math.max(...this.#underWay.values()) - now
    const over = setTimeout(patience, undefined, { signal: waiting.signal }).catch(() => {})
    await Promise.race([answered, over])
    this.#came = undefined
    waiting.abort()
    return true
  }
}
