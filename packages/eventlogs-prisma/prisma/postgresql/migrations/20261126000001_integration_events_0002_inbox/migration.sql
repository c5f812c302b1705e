-- Which consumer has handled which event; with handled_at null, only that it was attempted. Ids and
-- sources of foreign producers are any text.
create table "integration_event_inbox" (
  consumer text not null,
  event_id text not null,
  source text not null,
  attempts integer not null default 0,
  handled_at bigint,
  expires_at bigint not null,
  primary key (consumer, event_id, source)
);

create index "integration_event_inbox_expires_at" on "integration_event_inbox" (expires_at);

-- Records that a consumer handles an event, in the transaction in which it does. The lock makes that
-- nobody waits for a handler; the key makes that there is one. Past the window nothing is inserted: the
-- row of an event that was handled may have been deleted a moment ago.
create function "integration_event_inbox_record" (
  p_consumer text, p_event_id text, p_source text, p_date bigint, p_window bigint,
  p_outside_window text
) returns text language plpgsql as $$
declare
  v_now bigint := (extract(epoch from clock_timestamp()) * 1000)::bigint;
begin
  if not pg_try_advisory_xact_lock(hashtextextended(
    concat_ws(chr(10), '"integration_event_inbox"'::regclass::oid, p_consumer, p_source, p_event_id), 0
  )) then
    return 'busy';
  end if;
  if p_outside_window = 'accept' or p_date + p_window > v_now then
    insert into "integration_event_inbox" as i (consumer, event_id, source, handled_at, expires_at)
    values (p_consumer, p_event_id, p_source, v_now, greatest(v_now, p_date) + p_window)
    on conflict (consumer, event_id, source)
    do update set handled_at = v_now, expires_at = greatest(i.expires_at, greatest(v_now, p_date) + p_window) where i.handled_at is null;
    if found and p_outside_window <> 'accept' and p_date + p_window <= (extract(epoch from clock_timestamp()) * 1000)::bigint then
      raise exception 'The window of the event ended while it was looked for.'
        using errcode = 'serialization_failure';
    end if;
    if found then
      return 'recorded';
    end if;
    update "integration_event_inbox" i set expires_at = p_date + p_window
    where i.consumer = p_consumer and i.event_id = p_event_id and i.source = p_source and i.expires_at < p_date + p_window;
    return 'handled';
  end if;
  update "integration_event_inbox" i set handled_at = v_now, expires_at = greatest(i.expires_at, greatest(v_now, p_date) + p_window)
  where i.consumer = p_consumer and i.event_id = p_event_id and i.source = p_source and i.handled_at is null;
  if found then
    return 'recorded';
  end if;
  return case when exists (
    select from "integration_event_inbox" i where i.consumer = p_consumer and i.event_id = p_event_id and i.source = p_source
  ) then 'handled' else 'outsideWindow' end;
end $$;

-- Counts an attempt, before the handler runs. Its commit does not wait for the disk: a crash of the
-- machine can lose it, and then an event is tried once more often; nothing else rests on the number.
create function "integration_event_inbox_attempt" (
  p_consumer text, p_event_id text, p_source text, p_date bigint, p_window bigint,
  p_outside_window text,
  out attempt integer, out refusal text
) language plpgsql as $$
declare
  v_now bigint := (extract(epoch from clock_timestamp()) * 1000)::bigint;
begin
  perform set_config('synchronous_commit', 'off', true);
  if not pg_try_advisory_xact_lock(hashtextextended(
    concat_ws(chr(10), '"integration_event_inbox"'::regclass::oid, p_consumer, p_source, p_event_id), 0
  )) then
    refusal := 'busy';
    return;
  end if;
  if p_outside_window = 'accept' or p_date + p_window > v_now then
    insert into "integration_event_inbox" as i (consumer, event_id, source, attempts, expires_at)
    values (p_consumer, p_event_id, p_source, 1, greatest(v_now, p_date) + p_window)
    on conflict (consumer, event_id, source)
    do update set attempts = i.attempts + 1, expires_at = greatest(i.expires_at, greatest(v_now, p_date) + p_window) where i.handled_at is null
    returning i.attempts into attempt;
    if attempt is not null and p_outside_window <> 'accept' and p_date + p_window <= (extract(epoch from clock_timestamp()) * 1000)::bigint then
      raise exception 'The window of the event ended while it was looked for.'
        using errcode = 'serialization_failure';
    end if;
    if attempt is null then
      update "integration_event_inbox" i set expires_at = p_date + p_window
    where i.consumer = p_consumer and i.event_id = p_event_id and i.source = p_source and i.expires_at < p_date + p_window;
    end if;
  else
    update "integration_event_inbox" i set attempts = i.attempts + 1, expires_at = greatest(i.expires_at, greatest(v_now, p_date) + p_window)
    where i.consumer = p_consumer and i.event_id = p_event_id and i.source = p_source and i.handled_at is null
    returning i.attempts into attempt;
  end if;
  if attempt is null then
    refusal := case when exists (
    select from "integration_event_inbox" i where i.consumer = p_consumer and i.event_id = p_event_id and i.source = p_source
  ) then 'handled' else 'outsideWindow' end;
  end if;
end $$;

-- When an event was replayed, so that it counts as new to whoever judges it by its date.
alter table "integration_event_queue" add column delivery_date bigint;

-- It travels with what waits for a retry.
alter table "integration_event_waiting" add column delivery_date bigint;

-- What the tables are now.
update "integration_event_meta" set schema_version = 2;
