import { SubscriptionError } from 'integration-events'
import type { DaprCalls } from './dapr-calls.ts'
import type { SubscriptionEntry } from './subscription-entry.ts'
import type { SubscriptionAnswer, SubscriptionRequest } from './subscription-request.ts'
import { noStats, sumOf, type SubscriptionStats } from './subscription-stats.ts'
import { subscribePath } from './topic-routes.ts'

/** Answers for several components: together where Dapr asks what is subscribed to, else each for its own. */
export class JoinedCalls implements DaprCalls {
  readonly #first: DaprCalls
  readonly #all: readonly DaprCalls[]

  constructor(first: DaprCalls, ...others: readonly DaprCalls[]) {
    this.#first = first
    this.#all = [first, ...others]
  }

  get routePrefixes(): readonly string[] {
    return this.#all.flatMap(({ routePrefixes }) => routePrefixes)
  }

  subscriptions(): readonly SubscriptionEntry[] {
    const all = this.#all.flatMap((calls) => calls.subscriptions())
    const names = all.map(({ pubsubname, topic }) => JSON.stringify([pubsubname, topic]))
    const twice = all.find((_, index) => names.indexOf(names[index] as string) < index)
    if (twice === undefined) return all
    // Which of the routes Dapr takes is its own affair, and the other's handlers would never know.
    const { pubsubname, topic } = twice
    const problem = `two of the joined subscriptions have it from the component '${pubsubname}': register its handlers with one subscriber.`
    throw new SubscriptionError({ topic, problem })
  }

  stats(): SubscriptionStats {
    return this.#all.map((calls) => calls.stats()).reduce(sumOf, noStats)
  }

  isOurs(path: string): boolean {
    return this.#all.some((calls) => calls.isOurs(path))
  }

  async handle(
    request: SubscriptionRequest,
    told: () => readonly SubscriptionEntry[] = () => this.subscriptions(),
  ): Promise<SubscriptionAnswer> {
    if (request.path === subscribePath) return await this.#first.handle(request, told)
    return await this.#callsOf(request.path).handle(request)
  }

  answeredByOthers(path: string): void {
    this.#callsOf(path).answeredByOthers(path)
  }

  /** Where it is nobody's, the first says so. */
  #callsOf(path: string): DaprCalls {
    return this.#all.find((calls) => calls.isOurs(path)) ?? this.#first
  }
}
