import type { OutgoingEvent } from 'integration-events'
import { newEventId } from '../../src/event/event-id.ts'

/** An event as a transport receives it. */
export function outgoing(event: Partial<OutgoingEvent> = {}): OutgoingEvent {
  return {
    id: newEventId(),
    topic: 'orders.placed',
    type: 'orders.placed',
    source: 'shop',
    time: 1_700_000_000_123,
    key: null,
    headers: {},
    data: '{"total":"5"}',
    ...event,
  }
}

/** A signal that nobody aborts. */
export const { signal }: AbortController = new AbortController()
