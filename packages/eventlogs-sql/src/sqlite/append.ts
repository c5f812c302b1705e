import type { AppendedEvent, EventToAppend, SessionId } from 'integration-events'
import type { SqlExecutor, SqlParameter } from 'uow'
import { appendChunks } from '../append-chunks.ts'
import type { AppendEvents } from '../dialect-log.ts'
import type { Integer } from '../event-row.ts'
import type { TableNames } from '../table-names.ts'

/**
 * Stores events in two statements per chunk: SQLite changes one table at a time. The transaction
 * holds the write lock, so nobody sees the one without the other, or ends the session in between.
 */
export function sqliteAppend(names: TableNames): AppendEvents {
  return async (sql, events, session) => {
    const appended: AppendedEvent[] = []
    for (const chunk of appendChunks(events)) {
      const sequences = await insertIntoLog(sql, names, chunk)
      const owned = await insertIntoQueue(sql, names, chunk, sequences, session)
      for (const [index, { event }] of chunk.entries()) {
        const sequence = sequences[index]
        if (sequence === undefined)
          throw new Error('The event log returned fewer rows than were appended.')
        appended.push({ sequence, event, owned: owned.has(sequence) })
      }
    }
    return appended
  }
}

async function insertIntoLog(
  sql: SqlExecutor,
  { log }: TableNames,
  chunk: readonly EventToAppend[],
): Promise<readonly number[]> {
  const rows = await sql.query<{ seq: Integer }>(
    `insert into ${log} (id, topic, type, source, key, headers, data, "time")
values ${values(chunk, '(?, ?, ?, ?, ?, ?, ?, ?)')} returning seq`,
    chunk.flatMap(({ event: { id, topic, type, source, key, headers, data, time } }) => [
      id.toLowerCase(),
      topic,
      type,
      source,
      key,
      JSON.stringify(headers),
      data,
      time,
    ]),
  )
  // Given out in the order of the rows, but returned in any.
  return rows.map(({ seq }) => Number(seq)).toSorted((one, other) => one - other)
}

/** Returns what was born owned. */
async function insertIntoQueue(
  sql: SqlExecutor,
  { queue, session: sessions }: TableNames,
  chunk: readonly EventToAppend[],
  sequences: readonly number[],
  session: SessionId | null,
): Promise<ReadonlySet<number>> {
  if (session === null || !chunk.some(({ owned }) => owned)) {
    await insertPending(sql, queue, chunk, sequences)
    return nobodys
  }
  const owner = `(select id from ${sessions} where id = ? and ended_at is null)`
  const rows = await sql.query<{ seq: Integer; session: Integer | null }>(
    `insert into ${queue} (seq, topic, key, session, attempts)
select v.column1, v.column2, v.column3, s.id, case when s.id is null then 0 else 1 end
from (values ${values(chunk, '(?, ?, ?, ?)')}) v
left join ${owner} s on v.column4 = 1
returning seq, session`,
    [
      ...chunk.flatMap(({ event, owned }, index): SqlParameter[] => [
        sequences[index] ?? null,
        event.topic,
        event.key,
        owned ? 1 : 0,
      ]),
      session,
    ],
  )
  return new Set(rows.filter((row) => row.session !== null).map(({ seq }) => Number(seq)))
}

const nobodys: ReadonlySet<number> = new Set()

/** Where nobody owns anything, as in processes that only publish, a third of the statement will do. */
async function insertPending(
  sql: SqlExecutor,
  queue: string,
  chunk: readonly EventToAppend[],
  sequences: readonly number[],
): Promise<void> {
  await sql.execute(
    `insert into ${queue} (seq, topic, key) values ${values(chunk, '(?, ?, ?)')}`,
    chunk.flatMap(({ event }, index) => [sequences[index] ?? null, event.topic, event.key]),
  )
}

function values(chunk: readonly EventToAppend[], row: string): string {
  return chunk.map(() => row).join(', ')
}
