import type { RenewResult, SessionId } from 'integration-events'
import type { SqlDatabase } from 'uow'
import type { Integer } from '../event-row.ts'
import type { TableNames } from '../table-names.ts'
import { now } from './now.ts'

/** Leases, renews and ends sessions. The write lock puts all of it in an order. */
export class SqliteSessions {
  readonly #database: SqlDatabase
  readonly #names: TableNames

  constructor(database: SqlDatabase, names: TableNames) {
    this.#database = database
    this.#names = names
  }

  async open(leaseDuration: number, label: string): Promise<SessionId> {
    const { meta, session } = this.#names
    return await this.#database.transaction(async (sql) => {
      const [next] = await sql.query<{ id: Integer }>(
        `update ${meta} set last_session = last_session + 1 returning last_session as id`,
        [],
      )
      if (next === undefined) throw new Error(`The event log's table ${meta} has lost its row.`)
      const id = Number(next.id)
      await sql.execute(
        `insert into ${session} (id, label, started_at, lease_until) values (?, ?, ${now}, ${now} + ?)`,
        [id, label, Math.round(leaseDuration)],
      )
      return id
    })
  }

  async renew(id: SessionId, leaseDuration: number): Promise<RenewResult> {
    const { session } = this.#names
    return await this.#database.transaction(async (sql) => {
      const [mine] = await sql.query<{ in_time: Integer }>(
        `select lease_until >= ${now} as in_time from ${session} where id = ? and ended_at is null`,
        [id],
      )
      if (mine === undefined) return { alive: false, ended: 0 }
      await sql.execute(`update ${session} set lease_until = ${now} + ? where id = ?`, [
        Math.round(leaseDuration),
        id,
      ])
      // Who overslept its own lease does not judge: when the machine slept, all of them have.
      if (Number(mine.in_time) === 0) return { alive: true, ended: 0 }
      const ended = await sql.execute(
        `update ${session} set ended_at = ${now}, expired = 1
where ended_at is null and id <> ? and lease_until < ${now}`,
        [id],
      )
      return { alive: true, ended }
    })
  }

  async end(id: SessionId): Promise<void> {
    await this.#database.execute(
      `update ${this.#names.session} set ended_at = ${now} where id = ? and ended_at is null`,
      [id],
    )
  }
}
