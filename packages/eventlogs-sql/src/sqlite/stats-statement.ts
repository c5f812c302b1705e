import type { TableNames } from '../table-names.ts'
import { now } from './now.ts'

export function statsStatement(names: TableNames): string {
  const { closed, exhausted, log, queue, session, waiting } = names
  const live = `(select id from ${session} where ended_at is null)`
  const pending = `from ${queue} where session is null or session not in ${live}`
  return `select
  (select count(*) ${pending}) as pending,
  (select count(*) from ${queue} where session in ${live}) as in_progress,
  (select count(*) from ${waiting}) as waiting,
  (select count(*) from ${exhausted}) as exhausted,
  (select count(*) from ${closed}) as closed,
  (select max(${now} - created_at, 0) from ${log} where seq = (select min(seq) ${pending}))
    as oldest_pending_age`
}
