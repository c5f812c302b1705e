import type { Logger } from '../contracts/logger.ts'
import type { OutgoingEvent } from '../contracts/outgoing-event.ts'

/**
 * Says once per bus that a key is stored and sent along, but orders nothing yet: who gives events a
 * key must not believe otherwise.
 */
export function keyNotice(logger: Logger): (event: OutgoingEvent) => void {
  let told = false
  return ({ key, topic }) => {
    if (told || key === null) return
    told = true
    logger.warn(
      `event '${topic}' has a key: it is stored and sent along, but the order of events with one key is not kept yet`,
      { topic },
    )
  }
}
