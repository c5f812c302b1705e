import type { EventLogStats } from 'integration-events'
import type { Integer } from './event-row.ts'

/** The counts as a statement returns them. */
export interface StatsRow {
  readonly pending: Integer
  readonly in_progress: Integer
  readonly waiting: Integer
  readonly exhausted: Integer
  readonly closed: Integer
  readonly oldest_pending_age: Integer | null
}

export function decodeStats(row: StatsRow | undefined): EventLogStats {
  const age = row?.oldest_pending_age ?? null
  return {
    pending: Number(row?.pending ?? 0),
    inProgress: Number(row?.in_progress ?? 0),
    waiting: Number(row?.waiting ?? 0),
    exhausted: Number(row?.exhausted ?? 0),
    closed: Number(row?.closed ?? 0),
    oldestPendingAge: age === null ? null : Number(age),
  }
}
