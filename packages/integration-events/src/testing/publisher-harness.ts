import type { Publisher } from '../contracts/publisher.ts'

/** An event as the broker recorded it. */
export interface ArrivedEvent {
  /** The event's id. */
  readonly id: string
  /** The topic that it arrived by. */
  readonly topic: string
  /** The CloudEvent's type. */
  readonly type: string
  /** The application that published it. */
  readonly source: string
  /** In epoch milliseconds. */
  readonly time: number
  /** What was sent as headers, without what the transport adds of its own. */
  readonly headers: Readonly<Record<string, string>>
  /** The data's JSON text, as it arrived: not parsed, which would round big integers. */
  readonly data: string
}

/** A publisher in front of a broker of its own, made anew for each case. */
export interface PublisherHarness {
  /** The publisher under test. It has not been opened. */
  readonly publisher: Publisher
  /**
   * Whether the transport writes the JSON of the data anew: with keys in another order, other
   * escapes, another form of the same number. Then the same value has to arrive, each number to its
   * last digit. Default false: the same text.
   */
  readonly rewritesData?: boolean
  /** Everything that arrived so far by the broker's own record, which the publisher can't write. */
  arrived(): Promise<readonly ArrivedEvent[]>
  /** From now on the broker refuses the events with these ids, and takes all others. */
  refuse(ids: readonly string[]): Promise<void>
  /**
   * From now on the broker takes what it is sent and answers nothing. `reached` resolves when
   * something was sent. `cleanup` must end what hangs.
   */
  hang(): { readonly reached: Promise<void> }
  /** Frees everything. Called once, whether the case passed or failed. */
  cleanup(): Promise<void>
}

/** What `publisherContract` is given. */
export interface PublisherContractOptions {
  /** Makes a harness, once for each case. */
  readonly createHarness: () => Promise<PublisherHarness>
  /** A topic that the broker takes. Default `contract.events`. */
  readonly topic?: string
}
