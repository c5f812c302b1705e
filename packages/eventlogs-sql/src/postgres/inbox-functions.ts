import type { TableNames } from '../table-names.ts'
import { now } from './now.ts'

/**
 * The two functions behind the inbox. Functions, because their plans are kept per connection, and
 * because each statement in one sees what has committed before it: the row is looked for after the
 * lock was taken, not with the eyes of a statement that began earlier.
 */
export function inboxFunctions({
  inbox,
  inboxAttempt,
  inboxRecord,
}: TableNames): readonly string[] {
  const parameters = `p_consumer text, p_event_id text, p_source text, p_date bigint, p_window bigint,
  p_outside_window text`
  // By the table's number, as two schemas may have tables of one name.
  const taken = `pg_try_advisory_xact_lock(hashtextextended(
    concat_ws(chr(10), '${inbox}'::regclass::oid, p_consumer, p_source, p_event_id), 0
  ))`
  const within = `p_outside_window = 'accept' or p_date + p_window > v_now`
  // An insert may wait for a cleaner that deletes this event's record, and come after it. What was
  // within the window when it began is not any more: who asks again is told so.
  const tooLate = `p_outside_window <> 'accept' and p_date + p_window <= ${now}`
  const askAgain = `raise exception 'The window of the event ended while it was looked for.'
        using errcode = 'serialization_failure'`
  const keptUntil = 'greatest(v_now, p_date) + p_window'
  // Never shortened, but by a later date of the same event, which a replay gives, prolonged.
  const prolonged = `expires_at = greatest(i.expires_at, ${keptUntil})`
  const isIt = `i.consumer = p_consumer and i.event_id = p_event_id and i.source = p_source`
  const refusal = `case when exists (
    select from ${inbox} i where ${isIt}
  ) then 'handled' else 'outsideWindow' end`
  // What was handled and is replayed must find its record for as long as the replay is within the window.
  const prolong = `update ${inbox} i set expires_at = p_date + p_window
    where ${isIt} and i.expires_at < p_date + p_window`
  return [
    `-- Records that a consumer handles an event, in the transaction in which it does. The lock makes that
-- nobody waits for a handler; the key makes that there is one. Past the window nothing is inserted: the
-- row of an event that was handled may have been deleted a moment ago.
create function ${inboxRecord} (
  ${parameters}
) returns text language plpgsql as $$
declare
  v_now bigint := ${now};
begin
  if not ${taken} then
    return 'busy';
  end if;
  if ${within} then
    insert into ${inbox} as i (consumer, event_id, source, handled_at, expires_at)
    values (p_consumer, p_event_id, p_source, v_now, ${keptUntil})
    on conflict (consumer, event_id, source)
    do update set handled_at = v_now, ${prolonged} where i.handled_at is null;
    if found and ${tooLate} then
      ${askAgain};
    end if;
    if found then
      return 'recorded';
    end if;
    ${prolong};
    return 'handled';
  end if;
  update ${inbox} i set handled_at = v_now, ${prolonged}
  where ${isIt} and i.handled_at is null;
  if found then
    return 'recorded';
  end if;
  return ${refusal};
end $$`,
    `-- Counts an attempt, before the handler runs. Its commit does not wait for the disk: a crash of the
-- machine can lose it, and then an event is tried once more often; nothing else rests on the number.
create function ${inboxAttempt} (
  ${parameters},
  out attempt integer, out refusal text
) language plpgsql as $$
declare
  v_now bigint := ${now};
begin
  perform set_config('synchronous_commit', 'off', true);
  if not ${taken} then
    refusal := 'busy';
    return;
  end if;
  if ${within} then
    insert into ${inbox} as i (consumer, event_id, source, attempts, expires_at)
    values (p_consumer, p_event_id, p_source, 1, ${keptUntil})
    on conflict (consumer, event_id, source)
    do update set attempts = i.attempts + 1, ${prolonged} where i.handled_at is null
    returning i.attempts into attempt;
    if attempt is not null and ${tooLate} then
      ${askAgain};
    end if;
    if attempt is null then
      ${prolong};
    end if;
  else
    update ${inbox} i set attempts = i.attempts + 1, ${prolonged}
    where ${isIt} and i.handled_at is null
    returning i.attempts into attempt;
  end if;
  if attempt is null then
    refusal := ${refusal};
  end if;
end $$`,
  ]
}
