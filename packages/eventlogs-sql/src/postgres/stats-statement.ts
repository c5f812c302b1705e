import type { TableNames } from '../table-names.ts'
import { now } from './now.ts'

export function statsStatement(names: TableNames): string {
  const { closed, exhausted, log, queue, session, waiting } = names
  return `with standing as materialized (
  select q.seq, exists (select from ${session} s where s.id = q.session and s.ended_at is null) as owned
  from ${queue} q
)
select
  (select count(*) from standing where not owned) as pending,
  (select count(*) from standing where owned) as in_progress,
  (select count(*) from ${waiting}) as waiting,
  (select count(*) from ${exhausted}) as exhausted,
  (select count(*) from ${closed}) as closed,
  (select greatest(${now} - created_at, 0) from ${log}
    where seq = (select min(seq) from standing where not owned)) as oldest_pending_age`
}
