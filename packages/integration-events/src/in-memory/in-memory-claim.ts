import type {
  ClaimedEvent,
  ClaimRequest,
  ClaimResult,
  Sequence,
  SuspectEvent,
  UndecodableEvent,
} from '../contracts/event-log.ts'
import { withDeliveryDate } from '../event/delivery-date.ts'
import { dueAgain, type InMemoryTables, type QueuedEvent, restore } from './in-memory-tables.ts'

/** See `EventLog.claim`. */
export function claim(tables: InMemoryTables, request: ClaimRequest): ClaimResult {
  const events: ClaimedEvent[] = []
  const undecodable: UndecodableEvent[] = []
  if (!tables.lives(request.session)) return { events, undecodable }
  const now = tables.now()
  for (const [sequence, waiting] of tables.waiting) {
    if (waiting.dueAt <= now) {
      tables.waiting.delete(sequence)
      tables.queue.set(sequence, dueAgain(waiting))
    }
  }
  const claimable = [...tables.queue]
    .filter(
      ([sequence, queued]) => isPending(tables, queued) && concerns(tables, request, sequence),
    )
    .toSorted(([left], [right]) => left - right)
    .slice(0, request.limit)
  for (const [sequence, queued] of claimable) {
    // What a session that ended by itself held was given back untried.
    const attempts = queued.session === null ? queued.attempts + 1 : queued.attempts
    const taken = take(tables, request, sequence, { ...queued, attempts, alone: false })
    if ('event' in taken) events.push(taken)
    else undecodable.push(taken)
  }
  return { events, undecodable }
}

/** See `EventLog.claimSuspect`. */
export function claimSuspect(
  tables: InMemoryTables,
  request: ClaimRequest,
): SuspectEvent | UndecodableEvent | undefined {
  if (!tables.lives(request.session)) return undefined
  const suspects = [...tables.queue]
    .filter(
      ([sequence, queued]) => isSuspect(tables, queued) && concerns(tables, request, sequence),
    )
    .toSorted(([left], [right]) => left - right)
  const [first] = suspects
  if (first === undefined) return undefined
  const [sequence, queued] = first
  const taken = take(tables, request, sequence, {
    ...queued,
    attempts: queued.attempts + 1,
    alone: true,
  })
  return 'event' in taken ? { ...taken, diedAlone: queued.alone } : taken
}

/** Free for the next claim: pending, or of a session that ended by itself. */
export function isPending(tables: InMemoryTables, { session }: QueuedEvent): boolean {
  return session === null || !(tables.lives(session) || tables.died(session))
}

/** Of a session that died, so that it may be what killed it. */
export function isSuspect(tables: InMemoryTables, { session }: QueuedEvent): boolean {
  return session !== null && tables.died(session)
}

function concerns(
  tables: InMemoryTables,
  { exceptTopics, onlyTopic }: ClaimRequest,
  sequence: Sequence,
): boolean {
  const topic = tables.log.get(sequence)?.topic
  if (topic === undefined || exceptTopics?.includes(topic) === true) return false
  return onlyTopic === undefined || onlyTopic === topic
}

function take(
  tables: InMemoryTables,
  { session }: ClaimRequest,
  sequence: Sequence,
  queued: QueuedEvent,
): ClaimedEvent | UndecodableEvent {
  tables.queue.set(sequence, { ...queued, session })
  const { attempts, lastError, deliveryDate } = queued
  const stored = tables.log.get(sequence)!
  try {
    return { sequence, attempts, event: withDeliveryDate(restore(stored), deliveryDate), lastError }
  } catch (error) {
    return { sequence, attempts, topic: stored.topic, error }
  }
}
