import { takes } from './app-subscription.ts'
import type { DeliveryContext } from './deliver-event.ts'
import { type Delivery, OpenDelivery } from './delivery.ts'
import type { DeliveryFault } from './delivery-fault.ts'
import type { StoredMessage } from './stored-message.ts'
import { SubscriptionQueue } from './subscription-queue.ts'

/** Brings what the broker stores to the application. */
export class Deliveries {
  readonly all: Delivery[] = []
  readonly #context: DeliveryContext
  #queues: readonly SubscriptionQueue[] = []
  #fault: DeliveryFault | undefined
  #open = 0
  #whenSettled = Promise.withResolvers<void>()
  #running: AbortController | undefined

  constructor(context: DeliveryContext) {
    this.#context = context
  }

  mistreat(fault: DeliveryFault | undefined): void {
    this.#fault = fault
  }

  /** Delivers a message to each subscription that there is. */
  deliver(message: StoredMessage): void {
    for (const queue of this.#queues) {
      const { pubsubName } = queue.subscription
      if (pubsubName !== message.pubsubName || !takes(queue.subscription, message.topic)) continue
      const first = this.#opened(message, queue)
      if (this.#fault === undefined) queue.add([first])
      else if (this.#fault.concurrently) queue.add([first, this.#opened(message, queue)])
      else for (const each of [first, this.#opened(message, queue)]) queue.add([each])
    }
  }

  /** Once no delivery is open. */
  async settled(): Promise<void> {
    while (this.#open > 0) await this.#whenSettled.promise
  }

  /** Asks the application for its subscriptions, for which it waits, and goes on with what is open. */
  async start(): Promise<void> {
    const running = new AbortController()
    this.#running = running
    const found = await this.#context.app.subscriptions(running.signal)
    if (running.signal.aborted) return
    const known = new Map(this.#queues.map((queue) => [keyOf(queue.subscription), queue]))
    this.#queues = found.map(
      (each) => known.get(keyOf(each)) ?? new SubscriptionQueue(each, this.#context),
    )
    for (const queue of this.#queues) queue.resume(running.signal)
  }

  /** Breaks off what is under way, which stays open. */
  async stop(): Promise<void> {
    this.#running?.abort()
    await Promise.all(this.#queues.map((queue) => queue.idle()))
  }

  #opened(message: StoredMessage, { subscription }: SubscriptionQueue): OpenDelivery {
    const delivery = new OpenDelivery(message, subscription, () => this.#close())
    this.all.push(delivery)
    this.#open++
    return delivery
  }

  #close(): void {
    this.#open--
    if (this.#open > 0) return
    this.#whenSettled.resolve()
    this.#whenSettled = Promise.withResolvers<void>()
  }
}

function keyOf(subscription: SubscriptionQueue['subscription']): string {
  return JSON.stringify(Object.values(subscription))
}
