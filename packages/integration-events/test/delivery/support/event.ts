import type { OutgoingEvent } from '../../../src/contracts/outgoing-event.ts'

let lastId = 0

export function event(topic = 'orders', overrides: Partial<OutgoingEvent> = {}): OutgoingEvent {
  const id = `event-${++lastId}`
  return {
    id,
    topic,
    type: topic,
    source: 'shop',
    time: 0,
    key: null,
    headers: {},
    data: JSON.stringify({ id }),
    ...overrides,
  }
}

export function events(count: number, topic?: string): OutgoingEvent[] {
  return Array.from({ length: count }, () => event(topic))
}
