import type pg from 'pg'
import { median } from '../measure.ts'
import { printTable, round } from '../print.ts'
import type { Design } from './designs.ts'

export interface DrainOptions {
  readonly events: number
  readonly batch: number
  readonly lanes: number
  readonly rounds: number
}

/** Claims and settles everything that waits, sending nothing. */
export async function drain(
  design: Design,
  { batch, lanes }: Pick<DrainOptions, 'batch' | 'lanes'>,
): Promise<number> {
  let drained = 0
  const lane = async (): Promise<void> => {
    for (;;) {
      const sequences = await design.claim(batch)
      if (sequences.length === 0) return
      await design.settle(sequences)
      drained += sequences.length
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return drained
}

export async function compareDrains(
  pool: pg.Pool,
  designs: readonly Design[],
  options: DrainOptions,
): Promise<void> {
  const { events, batch, lanes, rounds } = options
  const speeds = new Map(designs.map(({ name }) => [name, [] as number[]]))
  const wal = new Map(designs.map(({ name }) => [name, [] as number[]]))
  for (let turn = -1; turn < rounds; turn++) {
    for (const design of designs) {
      await pool.query('checkpoint')
      await design.fill(events)
      const before = await walPosition(pool)
      const started = performance.now()
      const drained = await drain(design, options)
      const seconds = (performance.now() - started) / 1_000
      if (drained !== events) throw new Error(`${design.name} drained ${drained} of ${events}.`)
      if (turn < 0) continue
      speeds.get(design.name)?.push(drained / seconds)
      wal.get(design.name)?.push(((await walPosition(pool)) - before) / drained)
    }
  }
  const [first] = designs
  const base = median(speeds.get(first?.name ?? '') ?? [])
  const rows = []
  for (const { name, tables } of designs) {
    const speed = median(speeds.get(name) ?? [])
    const sizes = await pool.query(
      `select sum(pg_total_relation_size(quote_ident(name)::regclass)) as size from unnest($1::text[]) name`,
      [tables],
    )
    rows.push([
      name,
      round(speed),
      (speed / base).toFixed(2),
      round(median(wal.get(name) ?? [])),
      round(Number(sizes.rows[0].size) / 1024 / 1024),
    ])
  }
  printTable(
    `Drain: ${round(events)} waiting events, ${lanes} lanes, claim and settle ${batch}`,
    ['', 'events/s', 'ratio', 'WAL bytes per event', 'MB afterwards'],
    rows,
  )
}

/** While a report holds a snapshot, no dead row can be cleaned up. */
export async function compareHeldSnapshots(
  pool: pg.Pool,
  designs: readonly Design[],
  { events, batch, lanes, rounds }: DrainOptions,
): Promise<void> {
  const report = await pool.connect()
  await report.query('begin isolation level repeatable read')
  await report.query('select count(*) from pg_class')
  const speeds = new Map(designs.map(({ name }) => [name, [] as number[]]))
  for (let turn = 0; turn < rounds; turn++) {
    for (const design of designs) {
      await design.fill(events)
      const started = performance.now()
      await drain(design, { batch, lanes })
      speeds.get(design.name)?.push((events / (performance.now() - started)) * 1_000)
    }
  }
  await report.query('rollback')
  report.release()
  const third = Math.floor(rounds / 3)
  printTable(
    `The same under a snapshot that is held open: ${rounds} rounds of ${round(events)} events, claim ${batch}`,
    ['events/s', 'first rounds', 'middle', 'last'],
    [...speeds].map(([name, all]) => [
      name,
      ...[0, third, rounds - third].map((from) => round(median(all.slice(from, from + third)))),
    ]),
  )
}

async function walPosition(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query(
    `select pg_current_wal_insert_lsn() - '0/0'::pg_lsn as position`,
  )
  return Number(rows[0].position)
}
