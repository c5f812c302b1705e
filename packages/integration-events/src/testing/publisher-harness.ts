import type { Publisher } from '../contracts/publisher.ts'

/** An event as the broker recorded it. */
export interface ArrivedEvent {
  readonly id: string
  readonly topic: string
  readonly type: string
  readonly source: string
  /** In epoch milliseconds. */
  readonly time: number
  readonly headers: Readonly<Record<string, string>>
  /** The data's JSON text, as it arrived. */
  readonly data: string
}

/** A publisher in front of a broker of its own, made anew for each case. */
export interface PublisherHarness {
  /** The publisher under test. It has not been opened. */
  readonly publisher: Publisher
  /** Everything that arrived so far, in order, by the broker's own record. */
  arrived(): Promise<readonly ArrivedEvent[]>
  /** From now on the broker refuses the events with these ids, and takes all others. */
  refuse(ids: readonly string[]): Promise<void>
  /**
   * From now on the broker answers to nothing. Resolves at once; `cleanup` must end what hangs.
   * `reached` resolves when the publisher has called the broker.
   */
  hang(): { readonly reached: Promise<void> }
  /** Frees everything. Called once, whether the case passed or failed. */
  cleanup(): Promise<void>
}

/** What `publisherContract` is given. */
export interface PublisherContractOptions {
  readonly createHarness: () => Promise<PublisherHarness>
  /** A topic that the broker takes. Default `contract.events`. */
  readonly topic?: string
}
