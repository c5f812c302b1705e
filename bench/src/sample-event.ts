import { randomUUID } from 'node:crypto'
import type { OutgoingEvent } from 'integration-events'

const data = JSON.stringify({ orderId: randomUUID(), note: 'x'.repeat(380) })

/** An event of some 450 bytes. */
export function sampleEvent(): OutgoingEvent {
  return {
    id: randomUUID(),
    topic: 'orders.placed',
    type: 'orders.placed',
    source: 'bench',
    time: Date.now(),
    key: null,
    headers: {},
    data,
  }
}
