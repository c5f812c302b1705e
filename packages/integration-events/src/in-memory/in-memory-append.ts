import type { Transaction } from 'uow'
import type { AppendedEvent, EventToAppend, SessionId } from '../contracts/event-log.ts'
import {
  type InMemoryTables,
  type QueuedEvent,
  store,
  type StoredEvent,
} from './in-memory-tables.ts'

interface Append {
  readonly root: Transaction
  readonly rows: readonly (readonly [StoredEvent, QueuedEvent])[]
}

/** What was appended in transactions that have not committed yet: nobody sees it. */
export class InMemoryAppends {
  readonly #tables: InMemoryTables
  readonly #uncommitted: Set<Append> = new Set()

  constructor(tables: InMemoryTables) {
    this.#tables = tables
  }

  add(
    transaction: Transaction,
    events: readonly EventToAppend[],
    session: SessionId | null,
  ): readonly AppendedEvent[] {
    const owner = session !== null && this.#tables.lives(session) ? session : null
    const storedAt = this.#tables.now()
    const appended = events.map(({ event, owned }) => ({
      sequence: this.#tables.nextSequence(),
      event,
      owned: owned && owner !== null,
    }))
    const rows = appended.map((row): readonly [StoredEvent, QueuedEvent] => [
      store(row.sequence, row.event, storedAt),
      {
        session: row.owned ? owner : null,
        attempts: row.owned ? 1 : 0,
        lastError: null,
        alone: false,
        deliveryDate: null,
      },
    ])
    const append: Append = { root: transaction.root, rows }
    transaction.afterRollback(() => void this.#uncommitted.delete(append))
    transaction.afterCommit(() => this.arrive())
    this.#uncommitted.add(append)
    return appended
  }

  /**
   * Shows what has committed. Called before every look at the tables, because hooks run one after
   * the other: one that runs before ours may already settle what was committed with it.
   */
  arrive(): void {
    for (const append of this.#uncommitted) {
      if (append.root.state !== 'committed') continue
      this.#uncommitted.delete(append)
      for (const [stored, queued] of append.rows) {
        this.#tables.log.set(stored.sequence, stored)
        this.#tables.queue.set(stored.sequence, queued)
      }
    }
  }
}
