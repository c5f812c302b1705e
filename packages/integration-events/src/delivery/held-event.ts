import { Buffer } from 'node:buffer'
import type { Sequence, SessionId } from '../contracts/event-log.ts'
import type { OutgoingEvent } from '../contracts/outgoing-event.ts'

/** An event that this process holds in memory, from the claim or the commit until it is settled. */
export interface HeldEvent {
  readonly sequence: Sequence
  readonly event: OutgoingEvent
  /** The session that owns its row. */
  readonly session: SessionId
  /** Claims up to and including this one; 1 for an event that was born owned. */
  readonly attempts: number
  /** Bytes of its data. */
  readonly bytes: number
  /** Whether it was claimed from a dead session. */
  readonly suspect: boolean
  /** Sent in a call of its own: a suspect, or the probe of a circuit. */
  alone: boolean
  /** How often it was sent again from memory. */
  localRetries: number
  /** The error of its last send from memory. */
  lastError: string | null
}

export function holdEvent(
  claimed: {
    readonly sequence: Sequence
    readonly event: OutgoingEvent
    readonly attempts: number
  },
  session: SessionId,
  { suspect = false }: { readonly suspect?: boolean } = {},
): HeldEvent {
  const { sequence, event, attempts } = claimed
  return {
    sequence,
    event,
    session,
    attempts,
    bytes: byteLength(event),
    suspect,
    alone: suspect,
    localRetries: 0,
    lastError: null,
  }
}

/** What an event counts for in the limits of memory and of one call: the bytes of its data. */
export function byteLength(event: OutgoingEvent): number {
  return Buffer.byteLength(event.data)
}
