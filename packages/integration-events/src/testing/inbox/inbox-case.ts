import type { InboxContractOptions, InboxHarness } from '../inbox-harness.ts'

/** A case before it is bound to a harness. */
export interface InboxCase {
  readonly name: string
  /** The capability without which the case makes no sense. Default none. */
  readonly needs?: 'concurrentTransactions' | 'inDatabase'
  /** Whether both inboxes are opened before it. Default true. */
  readonly opened?: boolean
  readonly check: (harness: InboxHarness, options: InboxContractOptions) => Promise<void>
}
