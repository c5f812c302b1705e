-- Which consumer has handled which event; with handled_at null, only that it was attempted. Ids and
-- sources of foreign producers are any text.
create table "integration_event_inbox" (
  consumer text not null,
  event_id text not null,
  source text not null,
  attempts integer not null default 0,
  handled_at integer,
  expires_at integer not null,
  primary key (consumer, event_id, source)
);

create index "integration_event_inbox_expires_at" on "integration_event_inbox" (expires_at);

-- When an event was replayed, so that it counts as new to whoever judges it by its date.
alter table "integration_event_queue" add column delivery_date integer;

-- It travels with what waits for a retry.
alter table "integration_event_waiting" add column delivery_date integer;

-- What the tables are now.
update "integration_event_meta" set schema_version = 2;
