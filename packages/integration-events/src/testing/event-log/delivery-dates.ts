import { ok } from 'node:assert/strict'
import type { OutgoingEvent } from '../../contracts/outgoing-event.ts'

const header = 'deliverydate'

/** The delivery date that the event carries, in epoch milliseconds; null for none. */
export function deliveryDateIn({ headers }: OutgoingEvent): number | null {
  const text = headers[header]
  if (text === undefined) return null
  ok(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text), `${text} is RFC 3339 in UTC`)
  return Date.parse(text)
}

/** The event without a delivery date, as it was published. */
export function asPublished(event: OutgoingEvent): OutgoingEvent {
  const headers = Object.entries(event.headers).filter(([name]) => name !== header)
  return { ...event, headers: Object.fromEntries(headers) }
}
