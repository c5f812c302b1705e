/** Lets a limited number of runs go on at once; the others wait in order. */
export class RunSlots {
  readonly #waiting: (() => void)[] = []
  #free: number

  constructor(count: number) {
    this.#free = count
  }

  /** Resolves to true once there is a slot, which is then taken; to false if `signal` came first. */
  async take(signal: AbortSignal): Promise<boolean> {
    if (signal.aborted) return false
    if (this.#free > 0) {
      this.#free -= 1
      return true
    }
    return new Promise((resolve) => {
      const taken = (): void => {
        signal.removeEventListener('abort', aborted)
        resolve(true)
      }
      const aborted = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(taken), 1)
        resolve(false)
      }
      signal.addEventListener('abort', aborted, { once: true })
      this.#waiting.push(taken)
    })
  }

  /** Passes the slot on to who has waited longest. */
  giveBack(): void {
    const next = this.#waiting.shift()
    if (next === undefined) this.#free += 1
    else next()
  }
}
