import type { ClaimRequest, ClaimResult, SuspectEvent, UndecodableEvent } from 'integration-events'
import type { SqlExecutor } from 'uow'
import { claimResult, type ClaimedRow, suspectResult, type SuspectRow } from '../claimed-row.ts'
import type { TableNames } from '../table-names.ts'
import { topicFilter, topicFilterKey, topicFilterParameters } from '../topic-filter.ts'
import { claimStatements, type ClaimStatements } from './claim-statements.ts'
import type { Floors } from './floors.ts'
import type { Horizon } from './horizon.ts'

interface ClaimedPendingRow extends ClaimedRow {
  /** Whether it had waited for a retry, and not in the queue. */
  readonly waited: boolean
}

/** Claims, starting at the floor where that is asked for. */
export class PostgresClaims {
  readonly #database: SqlExecutor
  readonly #floors: Floors
  readonly #horizon: Horizon
  readonly #statements: ClaimStatements
  /** Whether retries filled the last claim, so that pending events come first in the next one. */
  #pendingFirst = false

  constructor(options: {
    readonly database: SqlExecutor
    readonly names: TableNames
    readonly floors: Floors
    readonly horizon: Horizon
  }) {
    this.#database = options.database
    this.#floors = options.floors
    this.#horizon = options.horizon
    this.#statements = claimStatements(options.names)
  }

  async claim(request: ClaimRequest): Promise<ClaimResult> {
    const { limit } = request
    // Else a topic with more due retries than a claim takes would starve everything new.
    const retriesAtMost = this.#pendingFirst ? Math.floor(limit / 2) : limit
    const rows = await this.#claim(request, retriesAtMost)
    const rest = limit - rows.length
    // Then nothing new is left that they could starve; and a short claim says that nothing is due.
    const isCapped = retriesAtMost < limit && retriesOf(rows) === retriesAtMost
    if (isCapped && rest > 0) rows.push(...(await this.#claim({ ...request, limit: rest }, rest)))
    const retries = retriesOf(rows)
    this.#pendingFirst = retries > 0 && retries >= retriesAtMost && rows.length === limit
    return claimResult(rows)
  }

  async claimSuspect(request: ClaimRequest): Promise<SuspectEvent | UndecodableEvent | undefined> {
    const { session, scan = 'full' } = request
    const filter = topicFilter(request)
    await this.#look()
    // Another process may die at any time, and its rows stand anywhere: then it is another scan.
    const kind = `suspects ${this.#horizon.dead} ${topicFilterKey(filter)}`
    const start = this.#floors.start(kind, scan, this.#horizon.settled)
    const [row] = await this.#database.query<SuspectRow>(this.#statements.suspect(filter), [
      session,
      start.floor,
      ...topicFilterParameters(filter, (topics) => topics),
    ])
    this.#floors.finish(kind, start, row === undefined ? Infinity : Number(row.seq))
    return suspectResult(row)
  }

  async #claim(request: ClaimRequest, retriesAtMost: number): Promise<ClaimedPendingRow[]> {
    const { session, limit, scan = 'full' } = request
    const filter = topicFilter(request)
    await this.#look()
    const kind = topicFilterKey(filter)
    const start = this.#floors.start(kind, scan, this.#horizon.settled)
    const rows = await this.#database.query<ClaimedPendingRow>(this.#statements.claim(filter), [
      session,
      limit,
      start.floor,
      retriesAtMost,
      ...topicFilterParameters(filter, (topics) => topics),
    ])
    const pending = rows.filter(({ waited }) => !waited).map(({ seq }) => Number(seq))
    if (rows.length < limit) this.#floors.finish(kind, start, Infinity)
    else if (pending.length > 0) this.#floors.finish(kind, start, Math.max(...pending))
    return rows
  }

  async #look(): Promise<void> {
    await this.#horizon.look(this.#database, () => this.#floors.reset())
  }
}

function retriesOf(rows: readonly ClaimedPendingRow[]): number {
  return rows.filter(({ waited }) => waited).length
}
