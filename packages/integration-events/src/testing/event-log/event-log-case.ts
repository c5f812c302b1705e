import type { EventLogContractOptions, EventLogHarness } from '../event-log-harness.ts'

/** A case before it is bound to a harness. */
export interface EventLogCase {
  readonly name: string
  /** The capability without which the case makes no sense. Default none. */
  readonly needs?: 'concurrentTransactions' | 'inDatabase'
  readonly check: (harness: EventLogHarness, options: EventLogContractOptions) => Promise<void>
}
