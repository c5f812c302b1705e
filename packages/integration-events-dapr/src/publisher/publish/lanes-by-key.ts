import type { OutgoingEvent } from 'integration-events'

/**
 * Events in lanes: those of one key in one lane, in their order, to be sent one after the other; each
 * of the others in a lane of its own.
 */
export function lanesByKey(
  events: readonly OutgoingEvent[],
): readonly (readonly OutgoingEvent[])[] {
  const lanes: OutgoingEvent[][] = []
  const known = new Map<string, OutgoingEvent[]>()
  for (const event of events) {
    const lane = event.key === null ? undefined : known.get(event.key)
    if (lane !== undefined) {
      lane.push(event)
      continue
    }
    const opened = [event]
    lanes.push(opened)
    if (event.key !== null) known.set(event.key, opened)
  }
  return lanes
}
