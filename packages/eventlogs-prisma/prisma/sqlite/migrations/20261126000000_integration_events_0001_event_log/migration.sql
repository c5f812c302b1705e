-- What was published, written once and never rewritten. Only here = published and delivered.
-- One writer at a time: seq is the order of the commits. AUTOINCREMENT never uses one again.
create table "integration_event_log" (
  seq integer primary key autoincrement,
  id text not null,
  topic text not null,
  type text not null,
  source text not null,
  key text,
  headers text not null,
  data text not null,
  "time" integer not null,
  created_at integer not null default (cast(round(unixepoch('subsec') * 1000) as integer))
);

-- What is to be sent: pending, or in progress while its session lives.
create table "integration_event_queue" (
  seq integer primary key,
  topic text not null,
  key text,
  session integer,
  attempts integer not null default 0,
  alone integer not null default 0,
  last_error text
);

-- What waits for a retry or a date, apart from the queue, so that no claim steps over it.
create table "integration_event_waiting" (
  seq integer primary key,
  event_id text,
  topic text not null,
  key text,
  attempts integer not null,
  available_at integer not null,
  last_error text
);

create index "integration_event_waiting_available_at" on "integration_event_waiting" (available_at);

-- What is no longer tried.
create table "integration_event_exhausted" (
  seq integer primary key,
  event_id text,
  topic text not null,
  key text,
  attempts integer not null,
  last_error text not null,
  exhausted_at integer not null
);

create index "integration_event_exhausted_exhausted_at" on "integration_event_exhausted" (exhausted_at);

-- What will never be sent, and why.
create table "integration_event_closed" (
  seq integer primary key,
  event_id text,
  topic text not null,
  key text,
  state text not null check (state in ('cancelled', 'skipped', 'discarded')),
  reason text not null,
  closed_at integer not null
);

create index "integration_event_closed_closed_at" on "integration_event_closed" (closed_at);

-- One row per leased session of a process. Its id is the fencing token, never used again.
create table "integration_event_session" (
  id integer primary key,
  label text not null,
  started_at integer not null,
  lease_until integer not null,
  ended_at integer,
  expired integer not null default 0
);

-- One row about the log itself.
create table "integration_event_meta" (
  singleton integer primary key default 1 check (singleton = 1),
  log_id text not null,
  source text,
  schema_version integer not null,
  last_session integer not null default 0
);

insert into "integration_event_meta" (log_id, schema_version) values (lower(hex(randomblob(16))), 1);

-- Every event with its state, whichever table it stands in.
create view "integration_event_state" as
select l.seq, l.id, l.topic, l.type, l.source, l.key, l."time", l.created_at,
  case
    when q.seq is not null and s.id is not null then 'InProgress'
    when q.seq is not null then 'NotPublished'
    when w.seq is not null then 'PublishedFailed'
    when e.seq is not null then 'Exhausted'
    when c.seq is not null then upper(substr(c.state, 1, 1)) || substr(c.state, 2)
    else 'Published'
  end as state,
  coalesce(q.attempts, w.attempts, e.attempts) as attempts,
  coalesce(q.last_error, w.last_error, e.last_error) as last_error,
  w.available_at, e.exhausted_at, c.closed_at, c.reason, s.label as session
from "integration_event_log" l
left join "integration_event_queue" q on q.seq = l.seq
left join "integration_event_session" s on s.id = q.session and s.ended_at is null
left join "integration_event_waiting" w on w.seq = l.seq
left join "integration_event_exhausted" e on e.seq = l.seq
left join "integration_event_closed" c on c.seq = l.seq;
