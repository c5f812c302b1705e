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
    return this.#all.flatMap((calls) => calls.subscriptions())
  }

  stats(): SubscriptionStats {
    return this.#all.map((calls) => calls.stats()).reduce(sumOf, noStats)
  }

  isOurs(path: string): boolean {
    return this.#all.some((calls) => calls.isOurs(path))
  }

  async handle(request: SubscriptionRequest): Promise<SubscriptionAnswer> {
    if (request.path !== subscribePath) return await this.#callsOf(request.path).handle(request)
    const answer = await this.#first.handle(request)
    return answer.status === 200 ? { ...answer, body: this.subscriptions() } : answer
  }

  answeredByOthers(path: string): void {
    this.#callsOf(path).answeredByOthers(path)
  }

  /** Where it is nobody's, the first says so. */
  #callsOf(path: string): DaprCalls {
    return this.#all.find((calls) => calls.isOurs(path)) ?? this.#first
  }
}
