import type { ClaimRequest, ClaimResult, SuspectEvent, UndecodableEvent } from 'integration-events'
import type { SqlDatabase, SqlExecutor, SqlParameter } from 'uow'
import { claimResult, type ClaimedRow, suspectResult, type SuspectRow } from '../claimed-row.ts'
import { eventColumns, type Integer } from '../event-row.ts'
import type { TableNames } from '../table-names.ts'
import { type TopicFilter, topicFilter, topicFilterParameters } from '../topic-filter.ts'
import { isLive, sequenceList } from './conditions.ts'
import { now } from './now.ts'

/** Claims. Looks first without the write lock, so that an idle poll never takes it. */
export class SqliteClaims {
  readonly #database: SqlDatabase
  readonly #names: TableNames
  /** Whether retries filled the last claim, so that pending events come first in the next one. */
  #pendingFirst = false

  constructor(database: SqlDatabase, names: TableNames) {
    this.#database = database
    this.#names = names
  }

  async claim(request: ClaimRequest): Promise<ClaimResult> {
    const { limit, session } = request
    const filter = topicFilter(request)
    if (!(await this.#exists(filter, this.#due(filter), this.#free(filter)))) return claimResult([])
    // Else a topic with more due retries than a claim takes would starve everything new.
    const retriesAtMost = this.#pendingFirst ? Math.floor(limit / 2) : limit
    return await this.#database.transaction(async (sql) => {
      if (!(await isLive(sql, this.#names, session))) return claimResult([])
      const retried = await this.#takeDue(sql, session, filter, retriesAtMost)
      const pending = await this.#takePending(sql, session, filter, limit - retried.length)
      const rest = limit - retried.length - pending.length
      // Then nothing new is left that they could starve; and a short claim says that nothing is due.
      const isCapped = retriesAtMost < limit && retried.length === retriesAtMost
      if (isCapped && rest > 0) retried.push(...(await this.#takeDue(sql, session, filter, rest)))
      const claimed = [...retried, ...pending]
      this.#pendingFirst =
        retried.length > 0 && retried.length >= retriesAtMost && claimed.length === limit
      return claimResult(await this.#read(sql, claimed))
    })
  }

  async claimSuspect(request: ClaimRequest): Promise<SuspectEvent | UndecodableEvent | undefined> {
    const filter = topicFilter(request)
    const { queue } = this.#names
    if (!(await this.#exists(filter, this.#suspect(filter)))) return undefined
    return await this.#database.transaction(async (sql) => {
      if (!(await isLive(sql, this.#names, request.session))) return undefined
      const [suspect] = await sql.query<{ seq: Integer; alone: Integer }>(
        `select seq, alone ${this.#suspect(filter)} order by seq limit 1`,
        parameters(filter),
      )
      if (suspect === undefined) return undefined
      const sequence = Number(suspect.seq)
      await sql.execute(
        `update ${queue} set session = ?, attempts = attempts + 1, alone = 1 where seq = ?`,
        [request.session, sequence],
      )
      const [row] = await this.#read(sql, [sequence])
      const claimed: SuspectRow | undefined = row && { ...row, died_alone: suspect.alone }
      return suspectResult(claimed)
    })
  }

  async #takeDue(
    sql: SqlExecutor,
    session: number,
    filter: TopicFilter,
    limit: number,
  ): Promise<number[]> {
    const { queue, waiting } = this.#names
    const rows = await sql.query<{ seq: Integer }>(
      `select seq ${this.#due(filter)} order by available_at limit ?`,
      [...parameters(filter), limit],
    )
    if (rows.length === 0) return []
    const sequences = rows.map(({ seq }) => Number(seq))
    const list = JSON.stringify(sequences)
    await sql.execute(
      `insert into ${queue} (seq, topic, key, session, attempts, last_error, delivery_date)
select seq, topic, key, ?, attempts + 1, last_error, delivery_date
from ${waiting} where seq in ${sequenceList}`,
      [session, list],
    )
    await sql.execute(`delete from ${waiting} where seq in ${sequenceList}`, [list])
    return sequences
  }

  async #takePending(
    sql: SqlExecutor,
    session: number,
    filter: TopicFilter,
    limit: number,
  ): Promise<readonly number[]> {
    const { queue } = this.#names
    const rows = await sql.query<{ seq: Integer }>(
      `update ${queue} set session = ?, attempts = attempts + (session is null), alone = 0
where seq in (select seq ${this.#free(filter)} order by seq limit ?) returning seq`,
      [session, ...parameters(filter), limit],
    )
    return rows.map(({ seq }) => Number(seq))
  }

  async #read(sql: SqlExecutor, sequences: readonly number[]): Promise<ClaimedRow[]> {
    const { log, queue } = this.#names
    return await sql.query<ClaimedRow>(
      `select q.seq, q.topic as queue_topic, q.attempts, q.last_error, q.delivery_date, ${eventColumns}
from ${queue} q left join ${log} l on l.seq = q.seq where q.seq in ${sequenceList}`,
      [JSON.stringify(sequences)],
    )
  }

  async #exists(filter: TopicFilter, ...sources: readonly string[]): Promise<boolean> {
    const [row] = await this.#database.query<{ found: Integer }>(
      `select ${sources.map((source) => `exists (select 1 ${source})`).join(' or ')} as found`,
      sources.flatMap(() => parameters(filter)),
    )
    return Number(row?.found ?? 0) !== 0
  }

  #due(filter: TopicFilter): string {
    return `from ${this.#names.waiting} where available_at <= ${now}${topics(filter)}`
  }

  #free(filter: TopicFilter): string {
    const { queue, session } = this.#names
    return `from ${queue} where (session is null or session not in
  (select id from ${session} where ended_at is null or expired))${topics(filter)}`
  }

  #suspect(filter: TopicFilter): string {
    const { queue, session } = this.#names
    return `from ${queue} where session in (select id from ${session} where expired)${topics(filter)}`
  }
}

function topics(filter: TopicFilter): string {
  switch (filter.kind) {
    case 'all':
      return ''
    case 'only':
      return ' and topic = ?'
    case 'except':
      return ' and topic not in (select value from json_each(?))'
  }
}

function parameters(filter: TopicFilter): readonly SqlParameter[] {
  return topicFilterParameters(filter, (list) => JSON.stringify(list))
}
