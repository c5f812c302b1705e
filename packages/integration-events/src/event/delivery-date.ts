import type { OutgoingEvent } from '../contracts/outgoing-event.ts'

/** The header, and CloudEvents extension attribute, that carries an event's delivery date. */
export const deliveryDateHeader = 'deliverydate'

/**
 * The event with the date at which it became due, where that is not its time: a log says so of what
 * was replayed. It travels as the header `deliverydate`, as RFC 3339 in UTC; what is stored of the
 * event stays as it is.
 *
 * @param date Epoch milliseconds by the log's clock; null for an event whose time says it.
 */
export function withDeliveryDate(event: OutgoingEvent, date: number | null): OutgoingEvent {
  if (date === null) return event
  const headers = { ...event.headers, [deliveryDateHeader]: new Date(date).toISOString() }
  return { ...event, headers }
}

/**
 * The later of an event's time and its delivery date, in epoch milliseconds: what the inbox's window
 * is measured from. A delivery date that is none counts as not given.
 */
export function deliveryDateOf({ headers, time }: OutgoingEvent): number {
  const date = Date.parse(headers[deliveryDateHeader] ?? '')
  return Number.isNaN(date) ? time : Math.max(time, date)
}
