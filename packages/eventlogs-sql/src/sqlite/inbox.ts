import type { InboxDelivery, InboxRefusal } from 'integration-events'
import type { SqlExecutor, SqlParameter } from 'uow'
import type { Integer } from '../event-row.ts'
import type { DialectInbox } from '../inbox/dialect-inbox.ts'
import { keyParameters } from '../inbox/inbox-key.ts'
import type { TableNames } from '../table-names.ts'
import { sqliteInspector } from './inspector.ts'
import { now } from './now.ts'

/**
 * The inbox on SQLite, whose one writer makes every look and every change agree: whoever asks holds
 * the write lock, or takes it, so that nothing is ever `busy`.
 */
export function sqliteInbox(names: TableNames): DialectInbox {
  const { inbox } = names
  const isIt = 'consumer = ? and event_id = ? and source = ?'
  const insert = `insert into ${inbox} (consumer, event_id, source, attempts, handled_at, expires_at)`
  // Nearly always it is the first delivery: this one is compiled in a third of the other's time.
  const first = `${insert} select ?, ?, ?, 0, ${now}, max(${now}, ?) + ?
where ? = 'accept' or ? + ? > ${now}
on conflict (consumer, event_id, source) do nothing`
  // What it finds in its way, or refuses, is handled only if it was attempted; then whatever its date.
  const attempted = `update ${inbox} set handled_at = ${now},
  expires_at = max(expires_at, max(${now}, ?) + ?) where handled_at is null and ${isIt}`
  // What was attempted is not refused, whatever its date. A later date of the same event, which a
  // replay gives, prolongs what is kept of it.
  const attempt = `${insert} select ?, ?, ?, 1, null, max(${now}, ?) + ?
where (? = 'accept' or ? + ? > ${now} or exists (select 1 from ${inbox} where ${isIt}))
on conflict (consumer, event_id, source)
do update set attempts = attempts + 1, expires_at = max(expires_at, excluded.expires_at)
where handled_at is null returning attempts`

  // What was handled and is replayed must find its record for as long as the replay is within the window.
  const prolong = `update ${inbox} set expires_at = ? where ${isIt} and expires_at < ?`

  const refusal = async (sql: SqlExecutor, delivery: InboxDelivery): Promise<InboxRefusal> => {
    const until = Math.round(delivery.date) + Math.round(delivery.window)
    await sql.execute(prolong, [until, ...keyParameters(delivery), until])
    const found = await sql.query(
      `select attempts from ${inbox} where ${isIt}`,
      keyParameters(delivery),
    )
    return found.length > 0 ? 'handled' : 'outsideWindow'
  }

  return {
    inspector: sqliteInspector(names),
    async probe(sql) {
      await sql.query(`select attempts from ${inbox} limit 0`, [])
    },
    async record(sql, delivery) {
      if ((await sql.execute(first, firstParametersOf(delivery))) > 0) return 'recorded'
      const wasAttempted = (await sql.execute(attempted, attemptedParametersOf(delivery))) > 0
      return wasAttempted ? 'recorded' : await refusal(sql, delivery)
    },
    async beginAttempt(database, delivery) {
      return await database.transaction(async (sql) => {
        const [row] = await sql.query<{ attempts: Integer }>(attempt, [
          ...firstParametersOf(delivery),
          ...keyParameters(delivery),
        ])
        return row === undefined ? await refusal(sql, delivery) : Number(row.attempts)
      })
    },
    async withdrawAttempt(database, key) {
      await database.execute(
        `update ${inbox} set attempts = attempts - 1
where ${isIt} and handled_at is null and attempts > 0`,
        keyParameters(key),
      )
    },
    async forgetAttempts(database, key) {
      await database.execute(
        `delete from ${inbox} where ${isIt} and handled_at is null`,
        keyParameters(key),
      )
    },
    async deleteExpired(database, { limit }) {
      const deleted = await database.execute(
        `delete from ${inbox} where rowid in (
  select rowid from ${inbox} where expires_at <= ${now} order by expires_at limit ?
)`,
        [limit],
      )
      return { deleted, more: deleted === limit }
    },
  }
}

function firstParametersOf(delivery: InboxDelivery): readonly SqlParameter[] {
  const date = Math.round(delivery.date)
  const window = Math.round(delivery.window)
  return [...keyParameters(delivery), date, window, delivery.outsideWindow, date, window]
}

function attemptedParametersOf(delivery: InboxDelivery): readonly SqlParameter[] {
  return [Math.round(delivery.date), Math.round(delivery.window), ...keyParameters(delivery)]
}
