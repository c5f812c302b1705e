import type { EventLog, EventSelection, ExhaustedEvent } from '../contracts/event-log.ts'
import { BusOptionError } from '../errors/bus-option-error.ts'
import { checkEventSelection } from './check-event-selection.ts'

/** Which of the exhausted events `list` returns. */
export interface ListExhaustedOptions {
  /** The most events to return. Default 100. */
  readonly limit?: number
  /** Only those after this one: the `sequence` of the last event of the page before. */
  readonly after?: number
  /** Only those of this topic. Default: of all. */
  readonly topic?: string
}

/** The events that are no longer tried: kept until someone decides. */
export interface ExhaustedEvents {
  /** In the order in which they were published. */
  list(options?: ListExhaustedOptions): Promise<readonly ExhaustedEvent[]>
  /**
   * Sends them again, with the same ids, and all attempts ahead of them. Returns how many.
   *
   * @throws EventSelectionError when the selection is empty or unclear.
   */
  replay(selection: EventSelection): Promise<number>
  /**
   * Closes them for good, as discarded. Returns how many.
   *
   * @param reason is kept with the events.
   * @throws EventSelectionError when the selection is empty or unclear.
   */
  discard(selection: EventSelection, reason: string): Promise<number>
}

export function exhaustedEvents(eventLog: EventLog, wakeUp: () => void): ExhaustedEvents {
  return {
    async list({ limit = 100, after, topic } = {}) {
      if (!Number.isInteger(limit) || limit < 1) {
        const allowed = 'a whole number from 1 on'
        throw new BusOptionError({ option: 'exhausted.list.limit', received: limit, allowed })
      }
      return eventLog.listExhausted({
        limit,
        ...(after === undefined ? {} : { after }),
        ...(topic === undefined ? {} : { topic }),
      })
    },
    async replay(selection) {
      checkEventSelection(selection)
      const replayed = await eventLog.replayExhausted(selection)
      if (replayed > 0) wakeUp()
      return replayed
    },
    async discard(selection, reason) {
      checkEventSelection(selection)
      if (typeof reason !== 'string' || reason.trim() === '') {
        const allowed = 'a text that says why'
        throw new BusOptionError({ option: 'exhausted.discard.reason', received: reason, allowed })
      }
      return eventLog.discardExhausted(selection, reason)
    },
  }
}
