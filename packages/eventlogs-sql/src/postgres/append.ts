import type { AppendedEvent, EventToAppend, SessionId } from 'integration-events'
import type { SqlExecutor, SqlParameter } from 'uow'
import { appendChunks } from '../append-chunks.ts'
import type { AppendEvents } from '../dialect-log.ts'
import type { Integer } from '../event-row.ts'
import type { TableNames } from '../table-names.ts'

interface AppendedRow {
  readonly seq: Integer
  readonly owned: boolean
}

const columns = 'seq, id, topic, type, source, key, headers, data, "time"'

/**
 * Stores events in one statement per chunk. A single event, the common case, goes through a function
 * in the database, whose plans are kept.
 */
export function postgresAppend(names: TableNames): AppendEvents {
  const one = appendOne(names)
  const many = appendMany(names)
  return async (sql, events, session) => {
    const appended: AppendedEvent[] = []
    for (const chunk of appendChunks(events)) {
      const rows = await appendChunk(sql, { one, many }, chunk, session)
      for (const [index, { event }] of chunk.entries()) {
        const row = rows[index]
        if (row === undefined)
          throw new Error('The event log returned fewer rows than were appended.')
        appended.push({ sequence: Number(row.seq), event, owned: row.owned })
      }
    }
    return appended
  }
}

function appendChunk(
  sql: SqlExecutor,
  statements: { readonly one: string; readonly many: string },
  chunk: readonly EventToAppend[],
  session: SessionId | null,
): Promise<AppendedRow[]> {
  const [first] = chunk
  return chunk.length === 1 && first !== undefined
    ? sql.query(statements.one, parametersOfOne(first, session))
    : sql.query(statements.many, parametersOfMany(chunk, session))
}

function appendOne({ append }: TableNames): string {
  return `select seq, owned from ${append} ($1::bigint, $2::uuid, $3::text, $4::text, $5::text,
  $6::text, $7::text, $8::text, $9::bigint)`
}

function parametersOfOne(
  { event, owned }: EventToAppend,
  session: SessionId | null,
): SqlParameter[] {
  const { id, topic, type, source, key, headers, data, time } = event
  return [owned ? session : null, id, topic, type, source, key, JSON.stringify(headers), data, time]
}

function appendMany({ log, queue, sequence, session }: TableNames): string {
  return `with owner as materialized (
  select id from ${session} where id = $1::bigint and ended_at is null
),
numbered as materialized (
  select nextval('${sequence}') as seq, e.n, e.id, e.topic, e.type, e.source,
    case when e.key <> '' then substr(e.key, 2) end as key, e.headers, e.data, e."time",
    case when e.owned = 'yes' then o.id end as session
  from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
    $9::bigint[], $10::text[]) with ordinality
    as e (id, topic, type, source, key, headers, data, "time", owned, n)
  left join owner o on true
  order by e.n
),
logged as (insert into ${log} (${columns}) select ${columns} from numbered),
queued as (
  insert into ${queue} (seq, topic, key, session, attempts)
  select seq, topic, key, session, case when session is null then 0 else 1 end from numbered
)
select seq, session is not null as owned from numbered order by n`
}

function parametersOfMany(
  chunk: readonly EventToAppend[],
  session: SessionId | null,
): SqlParameter[] {
  const column = (value: (entry: EventToAppend) => string): string[] => chunk.map(value)
  return [
    session,
    column(({ event }) => event.id),
    column(({ event }) => event.topic),
    column(({ event }) => event.type),
    column(({ event }) => event.source),
    // An array parameter has no nulls: a key is marked, so that an empty one is no missing one.
    column(({ event }) => (event.key === null ? '' : `=${event.key}`)),
    column(({ event }) => JSON.stringify(event.headers)),
    column(({ event }) => event.data),
    column(({ event }) => String(event.time)),
    column(({ owned }) => (owned ? 'yes' : 'no')),
  ]
}
