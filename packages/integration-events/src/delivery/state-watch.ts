interface Watcher {
  readonly holds: () => boolean
  readonly resolve: () => void
}

/** Lets others wait until something holds, which is looked at after each change. */
export class StateWatch {
  #watchers: Watcher[] = []

  async until(holds: () => boolean): Promise<void> {
    if (holds()) return
    await new Promise<void>((resolve) => {
      this.#watchers.push({ holds, resolve })
    })
  }

  changed(): void {
    if (this.#watchers.length === 0) return
    const watchers = this.#watchers
    this.#watchers = []
    for (const watcher of watchers) {
      if (watcher.holds()) watcher.resolve()
      else this.#watchers.push(watcher)
    }
  }
}
