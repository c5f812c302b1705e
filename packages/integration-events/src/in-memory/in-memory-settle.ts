import type { SessionId, Settlement, SettleResult } from '../contracts/event-log.ts'
import type { InMemoryTables, QueuedEvent } from './in-memory-tables.ts'

/** See `EventLog.settle`. */
export function settle(
  tables: InMemoryTables,
  session: SessionId,
  settlements: readonly Settlement[],
): SettleResult {
  const alive = tables.lives(session)
  let lost = 0
  for (const settlement of settlements) {
    const queued = tables.queue.get(settlement.sequence)
    if (!alive || queued?.session !== session) lost++
    else write(tables, settlement, queued)
  }
  return { lost }
}

function write(tables: InMemoryTables, settlement: Settlement, queued: QueuedEvent): void {
  const { sequence, outcome } = settlement
  const { attempts, deliveryDate } = queued
  switch (outcome) {
    case 'published':
      tables.queue.delete(sequence)
      break
    case 'retry':
      tables.queue.delete(sequence)
      tables.waiting.set(sequence, {
        dueAt: tables.now() + settlement.delay,
        attempts,
        lastError: settlement.error,
        deliveryDate,
      })
      break
    case 'exhausted':
      tables.queue.delete(sequence)
      tables.exhausted.set(sequence, {
        exhaustedAt: tables.now(),
        attempts,
        lastError: settlement.error,
      })
      break
    case 'released':
      tables.queue.set(sequence, {
        ...queued,
        session: null,
        attempts: attempts - 1,
        alone: false,
      })
      break
  }
}
