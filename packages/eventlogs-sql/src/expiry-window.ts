import type { ExpireRequest, Sequence } from 'integration-events'
import type { Integer } from './event-row.ts'

/** Ended sessions are kept for a day, for whoever wants to know what happened. */
export const endedSessionLifetime = 86_400_000

/** What one look at the head of the log found and deleted. */
export interface ExpiredRow {
  /** How many rows were looked at. */
  readonly examined: Integer
  /** The last of them that is past its date, published or not. */
  readonly last_old: Integer | null
  /** Whether the last row that was looked at is past its date. */
  readonly ends_old: boolean | Integer | null
  /** How many can be deleted, one more than the limit at most. */
  readonly expired: Integer
  readonly deleted: Integer
  readonly last_deleted: Integer | null
}

/**
 * Where the cleaner stands. Old rows that must stay (exhausted ones, for example) would have to be
 * stepped over by each batch: so a round goes through the log once, a window at a time, and the
 * next round begins at its head again.
 */
export class ExpiryWindow {
  #after: Sequence = 0

  get after(): Sequence {
    return this.#after
  }

  /** The most rows that one batch looks at. */
  static size({ limit }: Pick<ExpireRequest, 'limit'>): number {
    return Math.max(2 * limit, 1_000)
  }

  /** Notes how far a batch came. Returns whether there is more to do in this round. */
  advance(row: ExpiredRow, { limit }: Pick<ExpireRequest, 'limit'>): boolean {
    const moreThanLimit = Number(row.expired) > limit
    const isFull = Number(row.examined) >= ExpiryWindow.size({ limit })
    const more = moreThanLimit || (isFull && Boolean(Number(row.ends_old ?? 0)))
    const reached = moreThanLimit ? row.last_deleted : row.last_old
    this.#after = more ? Number(reached ?? this.#after) : 0
    return more
  }
}
