import { deepEqual } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type {
  AppendedEvent,
  ClaimedEvent,
  ClaimRequest,
  EventLog,
  Sequence,
  SessionId,
  Settlement,
} from '../../contracts/event-log.ts'
import type { OutgoingEvent } from '../../contracts/outgoing-event.ts'
import type { EventLogHarness, RawRows } from '../event-log-harness.ts'

/** The lease of a session in milliseconds: long enough that none runs out by itself. */
export const lease = 600_000
export const day = 86_400_000

/** An event with what is given, and something for the rest. */
export function outgoingEvent(given: Partial<OutgoingEvent> = {}): OutgoingEvent {
  return {
    id: randomUUID(),
    topic: 'orders.placed',
    type: 'orders.placed',
    source: 'contract',
    time: 1_795_392_000_000,
    key: null,
    headers: {},
    data: '{"total":1}',
    ...given,
  }
}

/** So many events with what is given. */
export function outgoingEvents(
  count: number,
  given: Partial<OutgoingEvent> = {},
): readonly OutgoingEvent[] {
  return Array.from({ length: count }, () => outgoingEvent(given))
}

/** Appends events in a unit of work of their own: owned by the session, or pending without one. */
export async function publish(
  { log, unitOfWork }: Pick<EventLogHarness, 'log' | 'unitOfWork'>,
  events: readonly OutgoingEvent[],
  session: SessionId | null = null,
): Promise<readonly AppendedEvent[]> {
  return await unitOfWork.run(async () => {
    const owned = session !== null
    return await log.append(
      unitOfWork.current()!,
      events.map((event) => ({ event, owned })),
      session,
    )
  })
}

/** Opens a session of a process that is called `label`. */
export async function openSession(log: EventLog, label = 'contract'): Promise<SessionId> {
  return await log.openSession({ leaseDuration: lease, label })
}

/** Claims up to 1,000 events, unless the request says otherwise. */
export async function claim(
  log: EventLog,
  session: SessionId,
  request: Partial<ClaimRequest> = {},
): Promise<readonly ClaimedEvent[]> {
  return (await log.claim({ session, limit: 1_000, ...request })).events
}

/** Lets every lease of the moment run out, and has a fresh session of the log declare them dead. */
export async function declareDead(
  harness: Pick<EventLogHarness, 'advance'>,
  log: EventLog,
): Promise<SessionId> {
  await harness.advance(lease + 1)
  const survivor = await openSession(log, 'survivor')
  await log.renewSession(survivor, lease)
  return survivor
}

/** Publishes events, and gives them up with the given error. */
export async function exhaust(
  harness: EventLogHarness,
  events: readonly OutgoingEvent[],
  error = 'refused',
): Promise<readonly Sequence[]> {
  const session = await openSession(harness.log)
  const sequences = sequencesOf(await publish(harness, events, session))
  await settleAll(harness.log, session, sequences, { outcome: 'exhausted', error })
  return sequences
}

type Outcome = Settlement extends infer S
  ? S extends Settlement
    ? Omit<S, 'sequence'>
    : never
  : never

/** Settles all with the same outcome, and demands that the session still owned each. */
export async function settleAll(
  log: EventLog,
  session: SessionId,
  sequences: readonly Sequence[],
  outcome: Outcome,
): Promise<void> {
  const settlements = sequences.map((sequence) => ({ sequence, ...outcome }) as Settlement)
  const { lost } = await log.settle(session, settlements)
  deepEqual({ lost }, { lost: 0 }, 'the session owns what it settles')
}

export function idsOf(events: readonly { readonly event: OutgoingEvent }[]): readonly string[] {
  return events.map(({ event }) => event.id)
}

export function sequencesOf(rows: readonly { readonly sequence: Sequence }[]): readonly Sequence[] {
  return rows.map(({ sequence }) => sequence)
}

/** Demands which sequences stand in which table; a table that is not named must be empty. */
export async function expectRows(
  harness: EventLogHarness,
  expected: Partial<Record<keyof RawRows, readonly Sequence[]>>,
  message?: string,
): Promise<void> {
  const { log, queue, waiting, exhausted, closed } = await harness.rows()
  const found = { log, queue, waiting, exhausted, closed }
  deepEqual(
    Object.fromEntries(Object.entries(found).map(([table, rows]) => [table, sequencesOf(rows)])),
    { log: [], queue: [], waiting: [], exhausted: [], closed: [], ...expected },
    message,
  )
}
