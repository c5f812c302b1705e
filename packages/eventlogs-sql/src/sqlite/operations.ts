import type { EventSelection, ExhaustedEvent, Sequence } from 'integration-events'
import type { SqlDatabase } from 'uow'
import { errorText } from '../error-text.ts'
import { decodeLeniently, eventColumns, type EventRow, type Integer } from '../event-row.ts'
import { type SelectionCondition, selectionCondition } from '../selection.ts'
import type { TableNames } from '../table-names.ts'
import { sequenceList } from './conditions.ts'
import { now } from './now.ts'

interface ExhaustedRow extends EventRow {
  readonly attempts: Integer
  readonly last_error: string
  readonly exhausted_at: Integer
}

/** What operators do with events that wait or are no longer tried. */
export class SqliteOperations {
  readonly #database: SqlDatabase
  readonly #names: TableNames

  constructor(database: SqlDatabase, names: TableNames) {
    this.#database = database
    this.#names = names
  }

  async requeue(selection: EventSelection): Promise<number> {
    return await this.#putBack(this.#names.waiting, 'attempts, delivery_date', selection)
  }

  async list(page: {
    readonly limit: number
    readonly after?: Sequence
    readonly topic?: string
  }): Promise<readonly ExhaustedEvent[]> {
    const { exhausted, log } = this.#names
    const byTopic = page.topic === undefined ? [] : [page.topic]
    const rows = await this.#database.query<ExhaustedRow>(
      `select e.seq, e.attempts, e.last_error, e.exhausted_at, ${eventColumns}
from ${exhausted} e left join ${log} l on l.seq = e.seq
where e.seq > ?${page.topic === undefined ? '' : ' and e.topic = ?'} order by e.seq limit ?`,
      [page.after ?? 0, ...byTopic, page.limit],
    )
    return rows.map((row) => ({
      sequence: Number(row.seq),
      event: decodeLeniently(row),
      attempts: Number(row.attempts),
      lastError: row.last_error,
      exhaustedAt: Number(row.exhausted_at),
    }))
  }

  async replay(selection: EventSelection): Promise<number> {
    return await this.#putBack(this.#names.exhausted, `0, ${now}`, selection)
  }

  async discard(selection: EventSelection, reason: string): Promise<number> {
    const { closed, exhausted } = this.#names
    const { sql: condition, parameters } = where(selection)
    return await this.#database.transaction(async (sql) => {
      await sql.execute(
        `insert into ${closed} (seq, event_id, topic, key, state, reason, closed_at)
select seq, event_id, topic, key, 'discarded', ?, ${now} from ${exhausted} where ${condition}`,
        [errorText(reason), ...parameters],
      )
      return await sql.execute(`delete from ${exhausted} where ${condition}`, parameters)
    })
  }

  /** `attemptsAndDate` are expressions for the two columns. */
  async #putBack(
    from: string,
    attemptsAndDate: string,
    selection: EventSelection,
  ): Promise<number> {
    const { sql: condition, parameters } = where(selection)
    return await this.#database.transaction(async (sql) => {
      await sql.execute(
        `insert into ${this.#names.queue} (seq, topic, key, last_error, attempts, delivery_date)
select seq, topic, key, last_error, ${attemptsAndDate} from ${from} where ${condition}`,
        parameters,
      )
      return await sql.execute(`delete from ${from} where ${condition}`, parameters)
    })
  }
}

function where(selection: EventSelection): SelectionCondition {
  return selectionCondition(
    selection,
    (ids) => ({ sql: `event_id in ${sequenceList}`, parameters: [JSON.stringify(ids)] }),
    (topic) => ({ sql: 'topic = ?', parameters: [topic] }),
  )
}
