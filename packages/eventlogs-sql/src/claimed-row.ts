import {
  type ClaimedEvent,
  type ClaimResult,
  type SuspectEvent,
  type UndecodableEvent,
  withDeliveryDate,
} from 'integration-events'
import { decodeEvent, type EventRow, type Integer } from './event-row.ts'

/** A row of the queue that was just claimed, with the event beside it. */
export interface ClaimedRow extends EventRow {
  readonly queue_topic: string
  readonly attempts: Integer
  readonly last_error: string | null
  /** When it was replayed; null if it never was. */
  readonly delivery_date: Integer | null
}

/** The same, of a session that died. */
export interface SuspectRow extends ClaimedRow {
  readonly died_alone: boolean | Integer
}

/** What a claim hands out: rows that can't be read come beside the good ones, and stop none. */
export function claimResult(rows: readonly ClaimedRow[]): ClaimResult {
  const events: ClaimedEvent[] = []
  const undecodable: UndecodableEvent[] = []
  for (const row of rows.toSorted((one, other) => Number(one.seq) - Number(other.seq))) {
    const decoded = decodeClaimed(row)
    if ('event' in decoded) events.push(decoded)
    else undecodable.push(decoded)
  }
  return { events, undecodable }
}

/** What a claim of suspects hands out. */
export function suspectResult(
  row: SuspectRow | undefined,
): SuspectEvent | UndecodableEvent | undefined {
  if (row === undefined) return undefined
  const decoded = decodeClaimed(row)
  return 'event' in decoded ? { ...decoded, diedAlone: Boolean(Number(row.died_alone)) } : decoded
}

function decodeClaimed(row: ClaimedRow): ClaimedEvent | UndecodableEvent {
  const sequence = Number(row.seq)
  const attempts = Number(row.attempts)
  try {
    const date = row.delivery_date === null ? null : Number(row.delivery_date)
    const event = withDeliveryDate(decodeEvent(row), date)
    return { sequence, attempts, lastError: row.last_error, event }
  } catch (error) {
    return { sequence, attempts, topic: row.queue_topic, error }
  }
}
