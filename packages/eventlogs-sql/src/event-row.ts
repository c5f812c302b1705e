import type { OutgoingEvent } from 'integration-events'
import { UndecodableRowError } from './errors/undecodable-row-error.ts'

/** A 64-bit integer as one client or the other returns it. */
export type Integer = number | bigint | string

/** A row of the log as a statement returns it; all null where the log has no such row. */
export interface EventRow {
  readonly seq: Integer
  readonly id: string | null
  readonly topic: string | null
  readonly type: string | null
  readonly source: string | null
  readonly key: string | null
  readonly headers: string | null
  readonly data: string | null
  readonly time: Integer | null
}

/** The log's columns that make up an event, of the alias `l`. */
export const eventColumns =
  'l.id, l.topic, l.type, l.source, l.key, l.headers, l.data, l."time" as "time"'

/**
 * The event in a row.
 *
 * @throws UndecodableRowError when somebody else wrote something there that is none.
 */
export function decodeEvent(row: EventRow): OutgoingEvent {
  return {
    id: text(row, 'id'),
    topic: text(row, 'topic'),
    type: text(row, 'type'),
    source: text(row, 'source'),
    time: time(row),
    key: row.key === null ? null : text(row, 'key'),
    headers: headers(row),
    data: text(row, 'data'),
  }
}

/** As much of the event as the row still tells, to be shown to an operator. */
export function decodeLeniently(row: EventRow): OutgoingEvent {
  try {
    return decodeEvent(row)
  } catch {
    const { id, topic, type, source, key, data } = row
    return {
      id: id ?? '',
      topic: topic ?? '',
      type: type ?? '',
      source: source ?? '',
      time: Number(row.time ?? 0),
      key,
      headers: {},
      data: data ?? '',
    }
  }
}

function text(row: EventRow, column: 'id' | 'topic' | 'type' | 'source' | 'key' | 'data'): string {
  const value = row[column]
  if (typeof value === 'string') return value
  throw undecodable(row, value === null ? `it has no ${column}` : `its ${column} is no text`)
}

function time(row: EventRow): number {
  const value = Number(row.time ?? Number.NaN)
  if (Number.isSafeInteger(value)) return value
  throw undecodable(row, 'its time is no whole number of milliseconds')
}

function headers(row: EventRow): Readonly<Record<string, string>> {
  // Already an object where the column's type was changed to json.
  if (typeof row.headers !== 'string') throw undecodable(row, 'its headers are no text')
  let value: unknown
  try {
    value = JSON.parse(row.headers)
  } catch (cause) {
    throw undecodable(row, 'its headers are no JSON', cause)
  }
  if (isStringRecord(value)) return value
  throw undecodable(row, 'its headers are no JSON object of strings')
}

function isStringRecord(value: unknown): value is Record<string, string> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((header) => typeof header === 'string')
  )
}

function undecodable(row: EventRow, reason: string, cause?: unknown): UndecodableRowError {
  return new UndecodableRowError({
    sequence: Number(row.seq),
    reason: row.id === null && row.data === null ? 'the log has no such row' : reason,
    cause,
  })
}
