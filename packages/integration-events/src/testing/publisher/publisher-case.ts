import type { PublisherHarness } from '../publisher-harness.ts'

/** A case before it is bound to a harness. */
export interface PublisherCase {
  readonly name: string
  readonly check: (harness: PublisherHarness, topic: string) => Promise<void>
}
