import type { OutgoingEvent } from '../contracts/outgoing-event.ts'
import { PublishOptionError } from '../errors/publish-option-error.ts'
import type { EventDefinition } from './event-definition.ts'
import { isHeaderValue, makeEventHeaders } from './event-headers.ts'
import { newEventId } from './event-id.ts'
import { serializeEventData } from './serialize-event-data.ts'

/** What an envelope is made from. */
export interface OutgoingEventParts {
  readonly definition: EventDefinition
  readonly data: unknown
  readonly source: string
  /** In place of the definition's; null for none. */
  readonly key?: unknown
  readonly headers?: unknown
  /** Headers that hold unless others are given: the trace, the cause. */
  readonly defaults?: Readonly<Record<string, string>>
}

/**
 * Puts the data into its envelope, completely and at once, so that nothing that happens later can
 * change what is stored.
 *
 * @throws EventDataError, PublishOptionError
 */
export function makeOutgoingEvent(parts: OutgoingEventParts): OutgoingEvent {
  const { topic, type } = parts.definition
  return Object.freeze({
    id: newEventId(),
    topic,
    type,
    source: parts.source,
    time: Date.now(),
    key: eventKey(parts),
    headers: Object.freeze(makeEventHeaders(topic, parts.headers, parts.defaults ?? {})),
    data: serializeEventData(topic, parts.data),
  })
}

function eventKey({ definition, data, key: given }: OutgoingEventParts): string | null {
  const read = definition.key as ((data: unknown) => unknown) | undefined
  const key = given === undefined ? (read?.(data) ?? null) : given
  if (key === null || (key !== '' && isHeaderValue(key))) return key
  throw new PublishOptionError({
    topic: definition.topic,
    option: 'key',
    received: key,
    allowed: 'a string that is not empty, without control characters; null for none',
  })
}
