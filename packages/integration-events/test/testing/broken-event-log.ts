import type { EventLog } from '../../src/contracts/event-log.ts'
import type { InMemoryInsides } from '../in-memory/in-memory-event-log-harness.ts'

/** An event log that breaks one promise. */
export interface BrokenEventLog {
  /** What it does wrong. */
  readonly does: string
  /** What it does differently. */
  readonly breakLog: (insides: InMemoryInsides) => Partial<EventLog>
  /** The cases of the contract that must fail. */
  readonly fails: readonly string[]
  /**
   * Whether more cases may fail, because so many rest on what it breaks. Default false: exactly
   * those must fail.
   */
  readonly andOthers?: boolean
}
