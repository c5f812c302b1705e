/** What became of deliveries since the start of the process; each event of a bulk counts. */
export interface SubscriptionStats {
  /** Events that every handler has handled. */
  readonly succeeded: number
  /** Events that Dapr was told to deliver again. */
  readonly retried: number
  /** Events that Dapr was told to drop, or to send to the dead letter topic. */
  readonly dropped: number
  /** Events, or bodies, that could not be read; they are among the retried or the dropped. */
  readonly undecodable: number
  /** Events of topics without a handler; they are among the retried or the dropped. */
  readonly unhandled: number
  /** Calls without the right token. */
  readonly unauthorized: number
}

/** Counts. */
export class StatsCounter {
  readonly #counts: { -readonly [Name in keyof SubscriptionStats]: number } = {
    succeeded: 0,
    retried: 0,
    dropped: 0,
    undecodable: 0,
    unhandled: 0,
    unauthorized: 0,
  }

  count(name: keyof SubscriptionStats): void {
    this.#counts[name] += 1
  }

  read(): SubscriptionStats {
    return { ...this.#counts }
  }
}
