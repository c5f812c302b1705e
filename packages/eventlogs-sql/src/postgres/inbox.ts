import type { InboxDelivery, InboxRefusal } from 'integration-events'
import type { SqlParameter } from 'uow'
import type { Integer } from '../event-row.ts'
import type { DialectInbox } from '../inbox/dialect-inbox.ts'
import { keyParameters } from '../inbox/inbox-key.ts'
import type { TableNames } from '../table-names.ts'
import { postgresInspector } from './inspector.ts'
import { now } from './now.ts'
import { retryingSerialization } from './retry-serialization.ts'

const given = '($1::text, $2::text, $3::text, $4::bigint, $5::bigint, $6::text)'

/** The inbox on PostgreSQL. Every method is one statement; all but `record` commit by themselves. */
export function postgresInbox(names: TableNames): DialectInbox {
  const { inbox, inboxAttempt, inboxRecord } = names
  const record = `select ${inboxRecord} ${given} as outcome`
  const attempt = `select attempt, refusal from ${inboxAttempt} ${given}`
  // Who handles the event at this moment holds the row: it is skipped, as nobody may wait for that.
  const unhandled = `(consumer, event_id, source) in (
  select consumer, event_id, source from ${inbox}
  where consumer = $1::text and event_id = $2::text and source = $3::text and handled_at is null
  for update skip locked
)`
  const withdraw = `update ${inbox} set attempts = attempts - 1 where attempts > 0 and ${unhandled}`
  const forget = `delete from ${inbox} where ${unhandled}`
  // By the rows' places, which hold still while the rows are locked: a join by the key reads all of a
  // large table as soon as the limit is large.
  const expire = `with expired as materialized (
  select ctid from ${inbox}
  where expires_at <= (select ${now}) order by expires_at limit $1::bigint for update skip locked
),
gone as (
  delete from ${inbox} where ctid = any (array(select ctid from expired)) returning 1
)
select count(*) as deleted from gone`

  return {
    inspector: postgresInspector(names),
    async probe(sql) {
      await sql.query(`select attempts from ${inbox} limit 0`, [])
    },
    async record(sql, delivery) {
      const [row] = await sql.query<{ outcome: 'recorded' | InboxRefusal }>(
        record,
        parametersOf(delivery),
      )
      if (row === undefined) throw new Error('The inbox returned no outcome.')
      return row.outcome
    },
    async beginAttempt(database, delivery) {
      const [row] = await retryingSerialization(database).query<{
        attempt: Integer | null
        refusal: InboxRefusal | null
      }>(attempt, parametersOf(delivery))
      if (row === undefined) throw new Error('The inbox returned no outcome.')
      return row.refusal ?? Number(row.attempt)
    },
    async withdrawAttempt(database, key) {
      await retryingSerialization(database).execute(withdraw, keyParameters(key))
    },
    async forgetAttempts(database, key) {
      await retryingSerialization(database).execute(forget, keyParameters(key))
    },
    async deleteExpired(database, { limit }) {
      const [row] = await retryingSerialization(database).query<{ deleted: Integer }>(expire, [
        limit,
      ])
      const deleted = Number(row?.deleted ?? 0)
      return { deleted, more: deleted === limit }
    },
  }
}

function parametersOf(delivery: InboxDelivery): readonly SqlParameter[] {
  const { date, outsideWindow, window } = delivery
  return [...keyParameters(delivery), Math.round(date), Math.round(window), outsideWindow]
}
