import type { EventSelection, ExhaustedEvent, Sequence } from 'integration-events'
import type { SqlExecutor } from 'uow'
import { errorText } from '../error-text.ts'
import { decodeLeniently, eventColumns, type EventRow, type Integer } from '../event-row.ts'
import { type SelectionCondition, selectionCondition } from '../selection.ts'
import type { TableNames } from '../table-names.ts'
import { now } from './now.ts'

interface ExhaustedRow extends EventRow {
  readonly attempts: Integer
  readonly last_error: string
  readonly exhausted_at: Integer
}

interface MovedRow {
  readonly count: Integer
  readonly lowest: Integer | null
}

/** What was put back into the queue. */
export interface Moved {
  readonly count: number
  readonly lowest: Sequence | undefined
}

/** What operators do with events that wait or are no longer tried. */
export class PostgresOperations {
  readonly #names: TableNames

  constructor(names: TableNames) {
    this.#names = names
  }

  /** Returns how many, and the lowest `seq` among them. */
  async requeue(sql: SqlExecutor, selection: EventSelection): Promise<Moved> {
    const { queue, waiting } = this.#names
    const { sql: condition, parameters } = where(selection)
    const [row] = await sql.query<MovedRow>(
      `with requeued as (
  delete from ${waiting} where ${condition}
  returning seq, topic, key, attempts, last_error, delivery_date
),
queued as (
  insert into ${queue} (seq, topic, key, attempts, last_error, delivery_date)
  select seq, topic, key, attempts, last_error, delivery_date from requeued
)
select count(*) as count, min(seq) as lowest from requeued`,
      parameters,
    )
    return moved(row)
  }

  async list(
    sql: SqlExecutor,
    page: { readonly limit: number; readonly after?: Sequence; readonly topic?: string },
  ): Promise<readonly ExhaustedEvent[]> {
    const { exhausted, log } = this.#names
    const rows = await sql.query<ExhaustedRow>(
      `select e.seq, e.attempts, e.last_error, e.exhausted_at, ${eventColumns}
from ${exhausted} e left join ${log} l on l.seq = e.seq
where e.seq > $1::bigint${page.topic === undefined ? '' : ' and e.topic = $3::text'}
order by e.seq limit $2::bigint`,
      [page.after ?? 0, page.limit, ...(page.topic === undefined ? [] : [page.topic])],
    )
    return rows.map((row) => ({
      sequence: Number(row.seq),
      event: decodeLeniently(row),
      attempts: Number(row.attempts),
      lastError: row.last_error,
      exhaustedAt: Number(row.exhausted_at),
    }))
  }

  /** Returns how many, and the lowest `seq` among them. */
  async replay(sql: SqlExecutor, selection: EventSelection): Promise<Moved> {
    const { exhausted, queue } = this.#names
    const { sql: condition, parameters } = where(selection)
    const [row] = await sql.query<MovedRow>(
      `with replayed as (
  delete from ${exhausted} where ${condition} returning seq, topic, key, last_error
),
queued as (
  insert into ${queue} (seq, topic, key, attempts, last_error, delivery_date)
  select seq, topic, key, 0, last_error, ${now} from replayed
)
select count(*) as count, min(seq) as lowest from replayed`,
      parameters,
    )
    return moved(row)
  }

  async discard(sql: SqlExecutor, selection: EventSelection, reason: string): Promise<number> {
    const { closed, exhausted } = this.#names
    const { sql: condition, parameters } = where(selection)
    const [row] = await sql.query<{ count: Integer }>(
      `with discarded as (
  delete from ${exhausted} where ${condition} returning seq, event_id, topic, key
),
closing as (
  insert into ${closed} (seq, event_id, topic, key, state, reason, closed_at)
  select seq, event_id, topic, key, 'discarded', $${parameters.length + 1}::text, ${now}
  from discarded
)
select count(*) as count from discarded`,
      [...parameters, errorText(reason)],
    )
    return Number(row?.count ?? 0)
  }
}

function where(selection: EventSelection): SelectionCondition {
  return selectionCondition(
    selection,
    (ids) => ({
      // As text: whatever is no UUID selects nothing, where a cast would be an error.
      sql: 'event_id::text = any ($1::text[])',
      parameters: [ids],
    }),
    (topic) => ({ sql: 'topic = $1::text', parameters: [topic] }),
  )
}

function moved(row: MovedRow | undefined): Moved {
  const lowest = row?.lowest ?? null
  return { count: Number(row?.count ?? 0), lowest: lowest === null ? undefined : Number(lowest) }
}
