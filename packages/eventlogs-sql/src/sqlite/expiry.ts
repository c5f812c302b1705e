import type { ExpireRequest, ExpireResult } from 'integration-events'
import type { SqlDatabase, SqlExecutor } from 'uow'
import type { Integer } from '../event-row.ts'
import { endedSessionLifetime, ExpiryWindow } from '../expiry-window.ts'
import type { TableNames } from '../table-names.ts'
import { sequenceList } from './conditions.ts'
import { now } from './now.ts'

interface ExaminedRow {
  readonly seq: Integer
  readonly old: Integer
  readonly stands: Integer
}

/** Deletes what is past its date, in batches that are bounded in what they read and write. */
export class SqliteExpiry {
  readonly #database: SqlDatabase
  readonly #names: TableNames
  readonly #window = new ExpiryWindow()

  constructor(database: SqlDatabase, names: TableNames) {
    this.#database = database
    this.#names = names
  }

  async delete(request: ExpireRequest): Promise<ExpireResult> {
    const { closed, exhausted: exhaustedTable } = this.#names
    const { published, exhausted, limit } = request
    return await this.#database.transaction(async (sql) => {
      let left = limit
      left -= await this.#deleteDated(sql, closed, 'closed_at', published, left)
      if (exhausted !== null)
        left -= await this.#deleteDated(sql, exhaustedTable, 'exhausted_at', exhausted, left)
      await this.#deleteSessions(sql)
      if (left === 0) return { deleted: limit, more: true }
      const { deleted, more } = await this.#deletePublished(sql, published, left)
      return { deleted: limit - left + deleted, more }
    })
  }

  async #deletePublished(sql: SqlExecutor, age: number, limit: number): Promise<ExpireResult> {
    const { closed, exhausted, log, queue, waiting } = this.#names
    const stands = [queue, waiting, exhausted, closed]
      .map((table) => `exists (select 1 from ${table} t where t.seq = l.seq)`)
      .join(' or ')
    const examined = await sql.query<ExaminedRow>(
      `select l.seq, l.created_at <= ${now} - ? as old, ${stands} as stands
from ${log} l where l.seq > ? order by l.seq limit ?`,
      [Math.round(age), this.#window.after, ExpiryWindow.size({ limit })],
    )
    const old = examined.filter((row) => Number(row.old) === 1)
    const expired = old.filter((row) => Number(row.stands) === 0)
    const gone = expired.slice(0, limit).map(({ seq }) => Number(seq))
    if (gone.length > 0)
      await sql.execute(`delete from ${log} where seq in ${sequenceList}`, [JSON.stringify(gone)])
    const more = this.#window.advance(
      {
        examined: examined.length,
        last_old: old.at(-1)?.seq ?? null,
        ends_old: examined.at(-1)?.old ?? null,
        expired: expired.length,
        deleted: gone.length,
        last_deleted: gone.at(-1) ?? null,
      },
      { limit },
    )
    return { deleted: gone.length, more }
  }

  async #deleteDated(
    sql: SqlExecutor,
    table: string,
    column: string,
    age: number,
    limit: number,
  ): Promise<number> {
    const rows = await sql.query<{ seq: Integer }>(
      `select seq from ${table} where ${column} <= ${now} - ? order by ${column} limit ?`,
      [Math.round(age), limit],
    )
    if (rows.length === 0) return 0
    const list = JSON.stringify(rows.map(({ seq }) => Number(seq)))
    for (const from of [table, this.#names.log])
      await sql.execute(`delete from ${from} where seq in ${sequenceList}`, [list])
    return rows.length
  }

  /** A row that names a session which is gone could not tell a death from an end: it stays. */
  async #deleteSessions(sql: SqlExecutor): Promise<void> {
    const { queue, session } = this.#names
    await sql.execute(
      `delete from ${session} where ended_at <= ${now} - ?
  and (not expired or id not in (select session from ${queue} where session is not null))`,
      [endedSessionLifetime],
    )
  }
}
