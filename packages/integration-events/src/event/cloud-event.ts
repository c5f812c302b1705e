import type { OutgoingEvent } from '../contracts/outgoing-event.ts'

/** The attributes of a CloudEvent 1.0: everything but its data. */
export interface CloudEventAttributes {
  /** The version of CloudEvents. */
  readonly specversion: '1.0'
  /** With `source`, what tells events apart; the same in every delivery. */
  readonly id: string
  /** The application that published it. */
  readonly source: string
  /** The event's type. */
  readonly type: string
  /** RFC 3339, in UTC. */
  readonly time: string
  /** The form of the data. */
  readonly datacontenttype: 'application/json'
  /** The event's key, if it has one (CloudEvents' partitioning extension). */
  readonly partitionkey?: string
  /** The event's headers. */
  readonly [extension: string]: string | undefined
}

/** The attributes of an event, as every transport sends them. Its headers overwrite none of them. */
export function cloudEventAttributes(event: OutgoingEvent): CloudEventAttributes {
  return {
    ...event.headers,
    specversion: '1.0',
    id: event.id,
    source: event.source,
    type: event.type,
    time: new Date(event.time).toISOString(),
    datacontenttype: 'application/json',
    ...(event.key === null ? {} : { partitionkey: event.key }),
  }
}

/**
 * The event as a CloudEvent in JSON (structured mode), the one wire format of every transport. The
 * data's text goes in as it is, byte for byte.
 */
export function cloudEventJson(event: OutgoingEvent): string {
  const attributes = JSON.stringify(cloudEventAttributes(event))
  return `${attributes.slice(0, -1)},"data":${event.data}}`
}
