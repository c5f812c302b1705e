import type { EventSelection, ExhaustedEvent, Sequence } from '../contracts/event-log.ts'
import { EventSelectionError } from '../errors/index.ts'
import { dueAgain, type InMemoryTables, restore, type StoredEvent } from './in-memory-tables.ts'

/** See `EventLog.requeue`. */
export function requeue(tables: InMemoryTables, selection: EventSelection): number {
  const chosen = choose(tables, tables.waiting, selection)
  for (const [sequence, waiting] of chosen) {
    tables.waiting.delete(sequence)
    tables.queue.set(sequence, dueAgain(waiting))
  }
  return chosen.length
}

/** See `EventLog.listExhausted`. */
export function listExhausted(
  tables: InMemoryTables,
  page: { readonly limit: number; readonly after?: Sequence; readonly topic?: string },
): readonly ExhaustedEvent[] {
  const { limit, after = 0, topic } = page
  return [...tables.exhausted]
    .filter(([sequence]) => sequence > after)
    .filter(([sequence]) => topic === undefined || tables.log.get(sequence)?.topic === topic)
    .toSorted(([left], [right]) => left - right)
    .slice(0, limit)
    .map(([sequence, row]) => ({ sequence, event: legible(tables.log.get(sequence)!), ...row }))
}

/** See `EventLog.replayExhausted`. */
export function replayExhausted(tables: InMemoryTables, selection: EventSelection): number {
  const chosen = choose(tables, tables.exhausted, selection)
  const replayed = { session: null, attempts: 0, alone: false, deliveryDate: tables.now() }
  for (const [sequence, { lastError }] of chosen) {
    tables.exhausted.delete(sequence)
    tables.queue.set(sequence, { ...replayed, lastError })
  }
  return chosen.length
}

/** See `EventLog.discardExhausted`. */
export function discardExhausted(
  tables: InMemoryTables,
  selection: EventSelection,
  reason: string,
): number {
  const chosen = choose(tables, tables.exhausted, selection)
  for (const [sequence] of chosen) {
    tables.exhausted.delete(sequence)
    tables.closed.set(sequence, { closedAt: tables.now(), reason })
  }
  return chosen.length
}

function choose<Row>(
  tables: InMemoryTables,
  rows: ReadonlyMap<Sequence, Row>,
  selection: EventSelection,
): (readonly [Sequence, Row])[] {
  const selected = predicate(selection)
  return [...rows].filter(([sequence]) => selected(tables.log.get(sequence)!))
}

function predicate(selection: EventSelection): (stored: StoredEvent) => boolean {
  if ('ids' in selection && selection.ids.length > 0) {
    const ids = new Set(selection.ids)
    return ({ id }) => ids.has(id)
  }
  if ('topic' in selection && selection.topic !== '') {
    return ({ topic }) => topic === selection.topic
  }
  if ('all' in selection && selection.all) return () => true
  throw new EventSelectionError({ selection })
}

/** An operator must see every exhausted event, also the one that can't be read. */
function legible(stored: StoredEvent): ExhaustedEvent['event'] {
  try {
    return restore(stored)
  } catch {
    return restore({ ...stored, headers: '{}' })
  }
}
