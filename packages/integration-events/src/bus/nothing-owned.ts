import type { OutgoingEvent } from '../contracts/outgoing-event.ts'
import type { Reservation } from '../delivery/hand-over.ts'

/** No room is taken: every event is born pending. */
export function nothingOwned(events: readonly OutgoingEvent[]): Reservation {
  return {
    session: null,
    owned: events.map(() => false),
    committed() {},
    rolledBack() {},
    unknown() {},
  }
}
