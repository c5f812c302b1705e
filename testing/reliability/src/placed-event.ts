import type { OutgoingEvent } from 'integration-events'
import { OrderPlaced } from './replica.ts'

/** The event of a placed order, of now, as a transport hands it to a consumer. Its id is the order's. */
export function placedEvent(id: string): OutgoingEvent {
  return {
    id,
    topic: OrderPlaced.topic,
    type: OrderPlaced.topic,
    source: 'shop',
    time: Date.now(),
    key: null,
    headers: {},
    data: JSON.stringify({ orderId: id }),
  }
}
