import type { AppSubscription } from './app-subscription.ts'
import type { StoredMessage } from './stored-message.ts'

/**
 * What became of a message: the application took it; it was dropped, or given up after the last
 * retry, and is gone; or one of both, and it is in the dead letter topic.
 */
export type DeliveryOutcome = 'acknowledged' | 'dropped' | 'lost' | 'dead-lettered'

/** A message on its way to one subscription of the application. */
export interface Delivery {
  readonly message: StoredMessage
  readonly route: string
  /** How often the application was called with it. */
  readonly attempts: number
  /** Undefined: nothing yet. */
  readonly outcome: DeliveryOutcome | undefined
}

/** A delivery as those see it who are at work on it. */
export class OpenDelivery implements Delivery {
  readonly message: StoredMessage
  readonly subscription: AppSubscription
  attempts = 0
  #outcome: DeliveryOutcome | undefined
  readonly #settled: () => void

  constructor(message: StoredMessage, subscription: AppSubscription, settled: () => void) {
    this.message = message
    this.subscription = subscription
    this.#settled = settled
  }

  get route(): string {
    return this.subscription.route
  }

  get outcome(): DeliveryOutcome | undefined {
    return this.#outcome
  }

  settle(outcome: DeliveryOutcome): void {
    this.#outcome = outcome
    this.#settled()
  }
}
