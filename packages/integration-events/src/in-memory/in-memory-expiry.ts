import type { ExpireRequest, ExpireResult, Sequence } from '../contracts/event-log.ts'
import type { InMemoryTables } from './in-memory-tables.ts'

/** See `EventLog.deleteExpired`. */
export function deleteExpired(tables: InMemoryTables, request: ExpireRequest): ExpireResult {
  const expired = expiredEvents(tables, request)
  const batch = expired.slice(0, request.limit)
  for (const sequence of batch) {
    tables.log.delete(sequence)
    tables.exhausted.delete(sequence)
    tables.closed.delete(sequence)
  }
  deleteEndedSessions(tables, request)
  return { deleted: batch.length, more: expired.length > batch.length }
}

function expiredEvents(tables: InMemoryTables, request: ExpireRequest): readonly Sequence[] {
  const now = tables.now()
  const expired: Sequence[] = []
  for (const { sequence, storedAt } of tables.log.values()) {
    if (tables.queue.has(sequence) || tables.waiting.has(sequence)) continue
    const exhausted = tables.exhausted.get(sequence)
    const closed = tables.closed.get(sequence)
    const date =
      exhausted === undefined
        ? (closed?.closedAt ?? storedAt) + request.published
        : request.exhausted === null
          ? Infinity
          : exhausted.exhaustedAt + request.exhausted
    if (date <= now) expired.push(sequence)
  }
  return expired
}

/** Those that events still name stay: without them nobody could tell a death from an end. */
function deleteEndedSessions(tables: InMemoryTables, { published }: ExpireRequest): void {
  const named = new Set([...tables.queue.values()].map(({ session }) => session))
  for (const [id, { ended }] of tables.sessions) {
    if (ended === null || ended.at + published > tables.now()) continue
    if (!named.has(id)) tables.sessions.delete(id)
  }
}
