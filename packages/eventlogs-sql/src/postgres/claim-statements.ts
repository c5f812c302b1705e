import { eventColumns } from '../event-row.ts'
import type { TableNames } from '../table-names.ts'
import type { TopicFilter } from '../topic-filter.ts'
import { now } from './now.ts'

export interface ClaimStatements {
  /** $1 session, $2 limit, $3 floor, $4 retries at most, $5 topics. */
  claim(filter: TopicFilter): string
  /** $1 session, $2 floor, $3 topics. */
  suspect(filter: TopicFilter): string
}

export function claimStatements(names: TableNames): ClaimStatements {
  return {
    claim: (filter) => claim(names, filter),
    suspect: (filter) => suspect(names, filter),
  }
}

// A locked row is skipped, and a row that changed since this statement's snapshot is looked at
// again as it is now. It may then name a session that is too new for the snapshot: hence the
// comparison with the newest one, without which that session would count as gone.
function claim(names: TableNames, filter: TopicFilter): string {
  const { log, meta, queue, session, waiting } = names
  return `with me as materialized (select id from ${session} where id = $1::bigint and ended_at is null),
due as materialized (
  select seq from ${waiting}
  where available_at <= (select ${now}) and exists (select from me)${topics(filter, 5)}
  order by available_at limit $4::bigint for update skip locked
),
moved as (
  delete from ${waiting} w using due where w.seq = due.seq
  returning w.seq, w.topic, w.key, w.attempts, w.last_error, w.delivery_date
),
retried as (
  insert into ${queue} (seq, topic, key, session, attempts, last_error, delivery_date)
  select seq, topic, key, $1::bigint, attempts + 1, last_error, delivery_date from moved
  returning seq, topic, attempts, last_error, delivery_date
),
pending as materialized (
  select seq, session from ${queue}
  where seq > $3::bigint and exists (select from me)${topics(filter, 5)}
    and (session is null or (
      session <= (select last_session from ${meta})
      and session not in (select id from ${session} where ended_at is null or expired)))
  order by seq limit $2::bigint - (select count(*) from due) for update skip locked
),
claimed as (
  update ${queue} q set
    session = $1::bigint,
    attempts = q.attempts + case when p.session is null then 1 else 0 end,
    alone = false
  from pending p where q.seq = p.seq
  returning q.seq, q.topic, q.attempts, q.last_error, q.delivery_date
)
select c.seq, c.topic as queue_topic, c.attempts, c.last_error, c.delivery_date, c.waited,
  ${eventColumns}
from (
  select seq, topic, attempts, last_error, delivery_date, true as waited from retried
  union all
  select seq, topic, attempts, last_error, delivery_date, false as waited from claimed
) c left join ${log} l on l.seq = c.seq`
}

function suspect(names: TableNames, filter: TopicFilter): string {
  const { log, queue, session } = names
  return `with me as materialized (select id from ${session} where id = $1::bigint and ended_at is null),
dead as materialized (select id from ${session} where expired),
suspect as materialized (
  select seq, alone from ${queue}
  where seq > $2::bigint and exists (select from me) and exists (select from dead)
    and session in (select id from dead)${topics(filter, 3)}
  order by seq limit 1 for update skip locked
),
claimed as (
  update ${queue} q set session = $1::bigint, attempts = q.attempts + 1, alone = true
  from suspect s where q.seq = s.seq
  returning q.seq, q.topic, q.attempts, q.last_error, q.delivery_date, s.alone as died_alone
)
select c.seq, c.topic as queue_topic, c.attempts, c.last_error, c.delivery_date, c.died_alone,
  ${eventColumns}
from claimed c left join ${log} l on l.seq = c.seq`
}

function topics(filter: TopicFilter, parameter: number): string {
  switch (filter.kind) {
    case 'all':
      return ''
    case 'only':
      return ` and topic = $${parameter}::text`
    case 'except':
      return ` and topic <> all ($${parameter}::text[])`
  }
}
