import type { Sequence } from 'integration-events'
import type { SqlExecutor } from 'uow'
import type { Integer } from '../event-row.ts'
import type { TableNames } from '../table-names.ts'

interface SampleRow {
  readonly last_seq: Integer
  readonly writers: string | null
  readonly live: string | null
  readonly dead: string | null
}

interface Sample {
  /** Every `seq` up to this one had been taken. */
  readonly lastSeq: Sequence
  /** The transactions that may have taken one of them and had not ended. */
  readonly writers: ReadonlySet<string>
}

const sampleInterval = 250

/**
 * Learns up to which `seq` no transaction can commit any more.
 *
 * Whoever inserts into the log locks the table before it takes a `seq`, until its transaction's
 * end. So once every transaction that held such a lock at one look has let go of it at a later one,
 * no row up to the last `seq` of the first look can still appear.
 *
 * Not by `pg_snapshot_xmin`: any transaction that writes anywhere on the server, in another
 * database too, and stays open, would hold it back, and then the floor. Nor is `pg_snapshot_xmax` a
 * bound for what runs: it is one more than the last transaction that has *ended*.
 */
export class Horizon {
  readonly #statement: string
  #sampledAt = Number.NEGATIVE_INFINITY
  #pending: Sample | undefined
  #settled: Sequence = 0
  #live: ReadonlySet<string> = new Set()
  #dead = ''

  constructor({ log, sequence, session }: TableNames) {
    // The locks are looked at after the sequence was read: hence the lateral condition on it.
    this.#statement = `with taken as materialized (select last_value from ${sequence})
select t.last_value as last_seq, w.writers,
  (select string_agg(id::text, ',' order by id) from ${session} where ended_at is null) as live,
  (select string_agg(id::text, ',' order by id) from ${session} where expired) as dead
from taken t cross join lateral (
  select string_agg(l.virtualtransaction, ',') as writers
  from pg_locks l
  where t.last_value > 0 and l.locktype = 'relation' and l.mode = 'RowExclusiveLock'
    and l.relation = '${log}'::regclass
    and l.database = (select oid from pg_database where datname = current_database())
) w`
  }

  /** Every transaction that took a `seq` up to this one has ended. */
  get settled(): Sequence {
    return this.#settled
  }

  /** Tells apart which sessions have died. */
  get dead(): string {
    return this.#dead
  }

  /**
   * Looks again, a few times per second at most. `sessionEnded` is called when a session that lived
   * at the last look doesn't any more, so that its rows are free.
   */
  async look(sql: SqlExecutor, sessionEnded: () => void): Promise<void> {
    if (performance.now() - this.#sampledAt < sampleInterval) return
    this.#sampledAt = performance.now()
    const [row] = await sql.query<SampleRow>(this.#statement, [])
    if (row === undefined) return
    const sample = { lastSeq: Number(row.last_seq), writers: list(row.writers) }
    if (this.#pending !== undefined && haveEnded(this.#pending.writers, sample.writers)) {
      this.#settled = Math.max(this.#settled, this.#pending.lastSeq)
      this.#pending = undefined
    }
    // One is kept until it is confirmed: among transactions that overlap, the newest never would be.
    this.#pending ??= sample
    if (sample.writers.size === 0) this.#settled = Math.max(this.#settled, sample.lastSeq)
    this.#noteSessions(row, sessionEnded)
  }

  #noteSessions({ live, dead }: SampleRow, sessionEnded: () => void): void {
    const before = this.#live
    this.#live = list(live)
    this.#dead = dead ?? ''
    if ([...before].some((id) => !this.#live.has(id))) sessionEnded()
  }
}

/** Preparing a transaction (two-phase commit) gives its locks to another name, `-1/…`. */
const prepared = /^-1\//

function haveEnded(then: ReadonlySet<string>, now: ReadonlySet<string>): boolean {
  for (const writer of now) {
    if (then.has(writer) || (then.size > 0 && prepared.test(writer))) return false
  }
  return true
}

function list(text: string | null): ReadonlySet<string> {
  return new Set(text === null || text === '' ? [] : text.split(','))
}
