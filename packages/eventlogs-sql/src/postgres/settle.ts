import type { SessionId, Settlement, SettleResult } from 'integration-events'
import type { SqlExecutor } from 'uow'
import { errorText } from '../error-text.ts'
import type { Integer } from '../event-row.ts'
import type { TableNames } from '../table-names.ts'
import { now } from './now.ts'

export type Settle = (
  sql: SqlExecutor,
  session: SessionId,
  settlements: readonly Settlement[],
) => Promise<SettleResult>

/** Writes outcomes in one statement; the common case, all published, is one plain delete. */
export function postgresSettle(names: TableNames): Settle {
  const published = settlePublished(names)
  const mixed = settleMixed(names)
  return async (sql, session, settlements) => {
    if (settlements.length === 0) return { lost: 0 }
    const sequences = settlements.map(({ sequence }) => String(sequence))
    if (settlements.every(({ outcome }) => outcome === 'published')) {
      const deleted = await sql.execute(published, [session, sequences])
      return { lost: settlements.length - deleted }
    }
    const [row] = await sql.query<{ changed: Integer }>(mixed, [
      session,
      sequences,
      settlements.map(({ outcome }) => outcome),
      settlements.map((settlement) =>
        settlement.outcome === 'retry' ? String(Math.ceil(settlement.delay)) : '0',
      ),
      settlements.map((settlement) => ('error' in settlement ? errorText(settlement.error) : '')),
    ])
    return { lost: settlements.length - Number(row?.changed ?? 0) }
  }
}

function settlePublished({ queue, session }: TableNames): string {
  return `delete from ${queue}
where seq = any ($2::bigint[]) and session = $1::bigint
  and exists (select from ${session} where id = $1::bigint and ended_at is null)`
}

function settleMixed({ exhausted, log, queue, session, waiting }: TableNames): string {
  return `with me as materialized (select id from ${session} where id = $1::bigint and ended_at is null),
settled as materialized (
  select * from unnest($2::bigint[], $3::text[], $4::bigint[], $5::text[])
    as s (seq, outcome, delay, error)
),
gone as (
  delete from ${queue} q using settled s
  where q.seq = s.seq and s.outcome <> 'released'
    and q.session = $1::bigint and exists (select from me)
  returning q.seq, q.topic, q.key, q.attempts, q.delivery_date, s.outcome, s.delay, s.error
),
later as (
  insert into ${waiting} (
    seq, event_id, topic, key, attempts, available_at, last_error, delivery_date
  )
  select g.seq, l.id, g.topic, g.key, g.attempts, ${now} + g.delay, g.error, g.delivery_date
  from gone g left join ${log} l on l.seq = g.seq
  where g.outcome = 'retry'
),
given_up as (
  insert into ${exhausted} (seq, event_id, topic, key, attempts, last_error, exhausted_at)
  select g.seq, l.id, g.topic, g.key, g.attempts, g.error, ${now}
  from gone g left join ${log} l on l.seq = g.seq
  where g.outcome = 'exhausted'
),
released as (
  update ${queue} q set session = null, attempts = greatest(q.attempts - 1, 0), alone = false
  from settled s
  where q.seq = s.seq and s.outcome = 'released'
    and q.session = $1::bigint and exists (select from me)
  returning q.seq
)
select (select count(*) from gone) + (select count(*) from released) as changed`
}
