import { setTimeout as sleep } from 'node:timers/promises'
import type { AppSubscription } from './app-subscription.ts'
import { deliverBulk } from './deliver-bulk.ts'
import { type DeliveryContext, deliverEvent } from './deliver-event.ts'
import type { OpenDelivery } from './delivery.ts'

/** The messages of one subscription, delivered in their order, and none before the last is settled. */
export class SubscriptionQueue {
  readonly subscription: AppSubscription
  readonly #context: DeliveryContext
  /** Each element's deliveries are under way at once. */
  #waiting: (readonly OpenDelivery[])[] = []
  #signal: AbortSignal | undefined
  #running: Promise<void> | undefined
  #full: (() => void) | undefined

  constructor(subscription: AppSubscription, context: DeliveryContext) {
    this.subscription = subscription
    this.#context = context
  }

  add(together: readonly OpenDelivery[]): void {
    this.#waiting.push(together)
    if (this.#isFull()) this.#full?.()
    this.#run()
  }

  /** Delivers what waits and what comes, until `signal` is aborted. */
  resume(signal: AbortSignal): void {
    this.#signal = signal
    this.#run()
  }

  /** Once nothing is under way any more, after an abort. */
  async idle(): Promise<void> {
    await this.#running
  }

  #run(): void {
    const signal = this.#signal
    if (this.#running !== undefined || signal === undefined || signal.aborted) return
    if (this.#waiting.length === 0) return
    this.#running = this.#deliverAll(signal).finally(() => {
      this.#running = undefined
      // What came after the last look.
      this.#run()
    })
  }

  async #deliverAll(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && this.#waiting.length > 0) {
      await (this.subscription.bulk === undefined
        ? this.#deliverNext(signal)
        : this.#gather(signal))
      this.#waiting = this.#waiting
        .map((together) => together.filter(({ outcome }) => outcome === undefined))
        .filter(({ length }) => length > 0)
    }
  }

  async #deliverNext(signal: AbortSignal): Promise<void> {
    const together = this.#waiting[0] ?? []
    await Promise.all(together.map((delivery) => deliverEvent(delivery, this.#context, signal)))
  }

  async #gather(signal: AbortSignal): Promise<void> {
    const { maxAwaitDurationMs, maxMessagesCount } = this.subscription.bulk!
    if (!this.#isFull()) await this.#filled(maxAwaitDurationMs, signal)
    if (signal.aborted) return
    const gathered = this.#waiting.flat().slice(0, maxMessagesCount)
    await deliverBulk(gathered, this.#context, signal)
  }

  async #filled(milliseconds: number, signal: AbortSignal): Promise<void> {
    const full = new AbortController()
    this.#full = () => full.abort()
    const either = AbortSignal.any([signal, full.signal])
    await sleep(milliseconds, undefined, { signal: either }).catch(() => {})
    this.#full = undefined
  }

  #isFull(): boolean {
    return this.#waiting.flat().length >= (this.subscription.bulk?.maxMessagesCount ?? 1)
  }
}
