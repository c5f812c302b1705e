import type { SessionId, Settlement, SettleResult } from 'integration-events'
import type { SqlDatabase, SqlExecutor } from 'uow'
import { errorText } from '../error-text.ts'
import type { TableNames } from '../table-names.ts'
import { isLive, sequenceList } from './conditions.ts'
import { now } from './now.ts'

/** Writes outcomes in one short transaction. */
export class SqliteSettle {
  readonly #database: SqlDatabase
  readonly #names: TableNames

  constructor(database: SqlDatabase, names: TableNames) {
    this.#database = database
    this.#names = names
  }

  async settle(session: SessionId, settlements: readonly Settlement[]): Promise<SettleResult> {
    if (settlements.length === 0) return { lost: 0 }
    if (settlements.every(({ outcome }) => outcome === 'published'))
      return { lost: settlements.length - (await this.#published(session, settlements)) }
    const changed = await this.#database.transaction(async (sql) => {
      if (!(await isLive(sql, this.#names, session))) return 0
      return await this.#write(sql, session, settlements)
    })
    return { lost: settlements.length - changed }
  }

  /** The common case, in one statement. */
  async #published(session: SessionId, settlements: readonly Settlement[]): Promise<number> {
    const { queue, session: sessions } = this.#names
    return await this.#database.execute(
      `delete from ${queue} where seq in ${sequenceList} and session = ?
  and exists (select 1 from ${sessions} where id = ? and ended_at is null)`,
      [JSON.stringify(settlements.map(({ sequence }) => sequence)), session, session],
    )
  }

  async #write(
    sql: SqlExecutor,
    session: SessionId,
    settlements: readonly Settlement[],
  ): Promise<number> {
    const { exhausted, waiting } = this.#names
    const retry = settlements.flatMap((settlement) =>
      settlement.outcome === 'retry'
        ? [
            {
              ...settlement,
              delay: Math.ceil(settlement.delay),
              error: errorText(settlement.error),
            },
          ]
        : [],
    )
    const givenUp = settlements.flatMap((settlement) =>
      settlement.outcome === 'exhausted'
        ? [{ ...settlement, error: errorText(settlement.error) }]
        : [],
    )
    await this.#copy(sql, session, retry, {
      into: `${waiting} (seq, event_id, topic, key, attempts, last_error, available_at, delivery_date)`,
      dates: `${now} + (j.value ->> 'delay'), q.delivery_date`,
    })
    await this.#copy(sql, session, givenUp, {
      into: `${exhausted} (seq, event_id, topic, key, attempts, last_error, exhausted_at)`,
      dates: now,
    })
    const gone = settlements.filter(({ outcome }) => outcome !== 'released')
    const released = settlements.filter(({ outcome }) => outcome === 'released')
    return (await this.#delete(sql, session, gone)) + (await this.#release(sql, session, released))
  }

  /** Copies rows that the session owns, to be deleted from the queue next. */
  async #copy(
    sql: SqlExecutor,
    session: SessionId,
    settlements: readonly { readonly sequence: number; readonly error: string }[],
    { into, dates }: { readonly into: string; readonly dates: string },
  ): Promise<void> {
    if (settlements.length === 0) return
    const { log, queue } = this.#names
    await sql.execute(
      `insert into ${into}
select q.seq, l.id, q.topic, q.key, q.attempts, j.value ->> 'error', ${dates}
from json_each(?) j join ${queue} q on q.seq = (j.value ->> 'sequence')
left join ${log} l on l.seq = q.seq where q.session = ?`,
      [JSON.stringify(settlements), session],
    )
  }

  async #delete(
    sql: SqlExecutor,
    session: SessionId,
    settlements: readonly Settlement[],
  ): Promise<number> {
    if (settlements.length === 0) return 0
    return await sql.execute(
      `delete from ${this.#names.queue} where seq in ${sequenceList} and session = ?`,
      [JSON.stringify(settlements.map(({ sequence }) => sequence)), session],
    )
  }

  async #release(
    sql: SqlExecutor,
    session: SessionId,
    settlements: readonly Settlement[],
  ): Promise<number> {
    if (settlements.length === 0) return 0
    return await sql.execute(
      `update ${this.#names.queue} set session = null, attempts = max(attempts - 1, 0), alone = 0
where seq in ${sequenceList} and session = ?`,
      [JSON.stringify(settlements.map(({ sequence }) => sequence)), session],
    )
  }
}
