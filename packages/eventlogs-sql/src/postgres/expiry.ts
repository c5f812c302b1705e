import type { ExpireRequest, ExpireResult } from 'integration-events'
import type { SqlExecutor } from 'uow'
import type { Integer } from '../event-row.ts'
import { endedSessionLifetime, type ExpiredRow, ExpiryWindow } from '../expiry-window.ts'
import type { TableNames } from '../table-names.ts'
import { now } from './now.ts'

/** Deletes what is past its date, in batches that are bounded in what they read and write. */
export class PostgresExpiry {
  readonly #names: TableNames
  readonly #window = new ExpiryWindow()

  constructor(names: TableNames) {
    this.#names = names
  }

  async delete(sql: SqlExecutor, request: ExpireRequest): Promise<ExpireResult> {
    const { published, exhausted, limit } = request
    const { closed, exhausted: exhaustedTable } = this.#names
    let left = limit
    const dated: readonly (readonly [string, string, number | null])[] = [
      [closed, 'closed_at', published],
      [exhaustedTable, 'exhausted_at', exhausted],
    ]
    for (const [table, column, age] of dated) {
      if (age !== null && left > 0) left -= await this.#deleteDated(sql, table, column, age, left)
    }
    await this.#deleteSessions(sql)
    if (left <= 0) return { deleted: limit, more: true }

    const [row] = await sql.query<ExpiredRow>(this.#publishedStatement(), [
      this.#window.after,
      ExpiryWindow.size({ limit: left }),
      Math.round(published),
      left,
    ])
    if (row === undefined) return { deleted: limit - left, more: false }
    const deleted = limit - left + Number(row.deleted)
    return { deleted, more: this.#window.advance(row, { limit: left }) }
  }

  /** What stands in another table when this statement begins is not published, and stays. */
  #publishedStatement(): string {
    const { closed, exhausted, log, queue, waiting } = this.#names
    const standsIn = (table: string): string =>
      `not exists (select from ${table} t where t.seq = e.seq)`
    return `with examined as materialized (
  select seq, created_at <= ${now} - $3::bigint as old from ${log}
  where seq > $1::bigint order by seq limit $2::bigint
),
expired as materialized (
  select e.seq from examined e
  where e.old and ${[queue, waiting, exhausted, closed].map(standsIn).join(' and ')}
  order by e.seq limit $4::bigint + 1
),
deleted as (
  delete from ${log} l using (select seq from expired order by seq limit $4::bigint) e
  where l.seq = e.seq
  returning l.seq
)
select (select count(*) from examined) as examined,
  (select max(seq) from examined where old) as last_old,
  (select old::integer from examined order by seq desc limit 1) as ends_old,
  (select count(*) from expired) as expired,
  (select count(*) from deleted) as deleted,
  (select max(seq) from deleted) as last_deleted`
  }

  async #deleteDated(
    sql: SqlExecutor,
    table: string,
    column: string,
    age: number,
    limit: number,
  ): Promise<number> {
    const [row] = await sql.query<{ deleted: Integer }>(
      `with expired as materialized (
  select seq from ${table} where ${column} <= (select ${now} - $1::bigint)
  order by ${column} limit $2::bigint for update skip locked
),
gone as (delete from ${table} t using expired e where t.seq = e.seq returning t.seq),
logged as (delete from ${this.#names.log} l using gone g where l.seq = g.seq)
select count(*) as deleted from gone`,
      [Math.round(age), limit],
    )
    return Number(row?.deleted ?? 0)
  }

  /** A row that names a session which is gone could not tell a death from an end: it stays. */
  async #deleteSessions(sql: SqlExecutor): Promise<void> {
    const { queue, session } = this.#names
    await sql.execute(
      `delete from ${session} s where s.ended_at <= (select ${now} - $1::bigint)
  and (not s.expired or not exists (select from ${queue} q where q.session = s.id))`,
      [endedSessionLifetime],
    )
  }
}
