/** `alone`: nobody else meanwhile. `together`: with others who come together. */
export type TurnKind = 'alone' | 'together'

interface Waiting {
  readonly kind: TurnKind
  readonly grant: () => void
}

/** A fair queue for one thing: whoever comes later never overtakes. */
export class Turns {
  readonly #waiting: Waiting[] = []
  #holders = 0
  #isHeldAlone = false

  /** Takes a turn in this very moment, if nobody is before. */
  takeAtOnce(kind: TurnKind): boolean {
    if (this.#waiting.length > 0 || !this.#isFreeFor(kind)) return false
    this.#hold(kind)
    return true
  }

  /**
   * Resolves with true when it is the caller's turn, with false when that took too long.
   *
   * @param maxWait in milliseconds. Default: as long as it takes.
   */
  take(kind: TurnKind, maxWait?: number): Promise<boolean> {
    if (this.takeAtOnce(kind)) return Promise.resolve(true)
    return new Promise((resolve) => {
      let timer: NodeJS.Timeout | undefined
      const waiting: Waiting = {
        kind,
        grant: () => {
          clearTimeout(timer)
          resolve(true)
        },
      }
      this.#waiting.push(waiting)
      if (maxWait === undefined) return
      timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1)
        // Whoever was behind may be able to go now.
        this.#admit()
        resolve(false)
      }, maxWait)
    })
  }

  /** Ends one turn. */
  free(): void {
    this.#holders -= 1
    this.#isHeldAlone = false
    this.#admit()
  }

  #admit(): void {
    for (;;) {
      const [next] = this.#waiting
      if (next === undefined || !this.#isFreeFor(next.kind)) return
      this.#waiting.shift()
      this.#hold(next.kind)
      next.grant()
    }
  }

  #isFreeFor(kind: TurnKind): boolean {
    return kind === 'alone' ? this.#holders === 0 : !this.#isHeldAlone
  }

  #hold(kind: TurnKind): void {
    this.#holders += 1
    this.#isHeldAlone = kind === 'alone'
  }
}
