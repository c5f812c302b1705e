import type { RenewResult, SessionId } from 'integration-events'
import type { SqlExecutor } from 'uow'
import type { Integer } from '../event-row.ts'
import type { TableNames } from '../table-names.ts'
import { now } from './now.ts'

/** Leases, renews and ends sessions. */
export interface Sessions {
  open(sql: SqlExecutor, leaseDuration: number, label: string): Promise<SessionId>
  renew(sql: SqlExecutor, session: SessionId, leaseDuration: number): Promise<RenewResult>
  end(sql: SqlExecutor, session: SessionId): Promise<void>
}

export function postgresSessions({ meta, session }: TableNames): Sessions {
  // The id comes from a row, and not from a sequence, whose values become visible out of order: a
  // claim could take a session that it can't see yet for one that has been deleted. The row's lock
  // makes the next id wait until this session is there for all to see.
  const open = `with next as (
  update ${meta} set last_session = last_session + 1 returning last_session as id
)
insert into ${session} (id, label, started_at, lease_until)
select id, $1::text, ${now}, ${now} + $2::bigint from next
returning id`

  // Others are ended only where their row is not locked: who holds the lock is renewing, or ending
  // it for us. So nobody waits for each other, and a renewal in flight always wins. Who overslept
  // its own lease does not judge: when the database was away, all of them have.
  const renew = `with mine as materialized (
  select lease_until >= ${now} as in_time from ${session} where id = $1::bigint
),
renewed as (
  update ${session} set lease_until = ${now} + $2::bigint
  where id = $1::bigint and ended_at is null
  returning id
),
dead as materialized (
  select id from ${session}
  where ended_at is null and id <> $1::bigint and lease_until < ${now}
    and exists (select from mine where in_time) and exists (select from renewed)
  for update skip locked
),
ended as (
  update ${session} s set ended_at = ${now}, expired = true from dead where s.id = dead.id
  returning s.id
)
select exists (select from renewed) as alive, (select count(*) from ended) as ended`

  const end = `update ${session} set ended_at = ${now} where id = $1::bigint and ended_at is null`

  return {
    async open(sql, leaseDuration, label) {
      const [row] = await sql.query<{ id: Integer }>(open, [label, Math.round(leaseDuration)])
      if (row === undefined) throw new Error(`The event log's table ${meta} has lost its row.`)
      return Number(row.id)
    },
    async renew(sql, id, leaseDuration) {
      const [row] = await sql.query<{ alive: boolean; ended: Integer }>(renew, [
        id,
        Math.round(leaseDuration),
      ])
      return { alive: row?.alive === true, ended: Number(row?.ended ?? 0) }
    },
    async end(sql, id) {
      await sql.execute(end, [id])
    },
  }
}
