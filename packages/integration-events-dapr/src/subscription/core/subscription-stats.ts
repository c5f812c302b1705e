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

export const noStats: SubscriptionStats = {
  succeeded: 0,
  retried: 0,
  dropped: 0,
  undecodable: 0,
  unhandled: 0,
  unauthorized: 0,
}

export function sumOf(one: SubscriptionStats, other: SubscriptionStats): SubscriptionStats {
  return {
    succeeded: one.succeeded + other.succeeded,
    retried: one.retried + other.retried,
    dropped: one.dropped + other.dropped,
    undecodable: one.undecodable + other.undecodable,
    unhandled: one.unhandled + other.unhandled,
    unauthorized: one.unauthorized + other.unauthorized,
  }
}

/** Counts. */
export class StatsCounter {
  readonly #counts: { -readonly [Name in keyof SubscriptionStats]: number } = { ...noStats }

  count(name: keyof SubscriptionStats): void {
    this.#counts[name] += 1
  }

  read(): SubscriptionStats {
    return { ...this.#counts }
  }
}
