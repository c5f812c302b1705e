import type { TableNames } from '../table-names.ts'
import { inboxFunctions } from './inbox-functions.ts'

export function up(names: TableNames): readonly string[] {
  const { inbox, index, meta, queue, waiting } = names
  return [
    `-- Which consumer has handled which event; with handled_at null, only that it was attempted. Ids and
-- sources of foreign producers are any text.
create table ${inbox} (
  consumer text not null,
  event_id text not null,
  source text not null,
  attempts integer not null default 0,
  handled_at bigint,
  expires_at bigint not null,
  primary key (consumer, event_id, source)
)`,
    `create index ${index('inbox_expires_at')} on ${inbox} (expires_at)`,
    ...inboxFunctions(names),
    `-- When an event was replayed, so that it counts as new to whoever judges it by its date.
alter table ${queue} add column delivery_date bigint`,
    `-- It travels with what waits for a retry.
alter table ${waiting} add column delivery_date bigint`,
    `-- What the tables are now.
update ${meta} set schema_version = 2`,
  ]
}

export function down(names: TableNames): readonly string[] {
  const { inbox, inboxAttempt, inboxRecord, meta, queue, waiting } = names
  return [
    `update ${meta} set schema_version = 1`,
    `alter table ${waiting} drop column delivery_date`,
    `alter table ${queue} drop column delivery_date`,
    `drop function ${inboxAttempt}`,
    `drop function ${inboxRecord}`,
    `drop table ${inbox}`,
  ]
}
