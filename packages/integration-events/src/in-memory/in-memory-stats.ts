import type { EventLogStats } from '../contracts/event-log.ts'
import type { InMemoryTables } from './in-memory-tables.ts'

/** See `EventLog.stats`. */
export function stats(tables: InMemoryTables): EventLogStats {
  let pending = 0
  let inProgress = 0
  let oldest = Infinity
  for (const [sequence, { session }] of tables.queue) {
    if (session !== null && tables.lives(session)) {
      inProgress++
    } else {
      pending++
      oldest = Math.min(oldest, tables.log.get(sequence)!.storedAt)
    }
  }
  return {
    pending,
    inProgress,
    waiting: tables.waiting.size,
    exhausted: tables.exhausted.size,
    closed: tables.closed.size,
    oldestPendingAge: pending === 0 ? null : tables.now() - oldest,
  }
}
