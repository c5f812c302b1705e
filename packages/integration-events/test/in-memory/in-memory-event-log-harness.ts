import { inMemoryUnitOfWork } from 'uow'
import { InMemoryAppends } from '../../src/in-memory/in-memory-append.ts'
import { TablesEventLog } from '../../src/in-memory/in-memory-event-log.ts'
import { InMemoryTables } from '../../src/in-memory/in-memory-tables.ts'
import type { EventLogContractOptions, EventLogHarness, RawRow } from '../../src/testing/index.ts'

export const inMemoryContract: EventLogContractOptions = {
  createHarness: async () => inMemoryHarness(),
  concurrentTransactions: true,
  inDatabase: false,
}

/** A log whose tables are read past it, and whose clock moves only by `advance`. */
export function inMemoryHarness(): EventLogHarness {
  let now = 1_795_392_000_000
  const tables = new InMemoryTables(() => now)
  const log = new TablesEventLog(tables, new InMemoryAppends(tables))
  const rowsOf = (table: ReadonlyMap<number, unknown>): RawRow[] =>
    [...table.keys()]
      .toSorted((left, right) => left - right)
      .map((sequence) => ({ sequence, id: tables.log.get(sequence)?.id ?? null }))
  return {
    log,
    secondLog: log.attach(),
    unitOfWork: inMemoryUnitOfWork(),
    rows: async () => ({
      log: rowsOf(tables.log),
      queue: rowsOf(tables.queue),
      waiting: rowsOf(tables.waiting),
      exhausted: rowsOf(tables.exhausted),
      closed: rowsOf(tables.closed).map((row) => ({
        ...row,
        reason: tables.closed.get(row.sequence)!.reason,
      })),
    }),
    advance: async (milliseconds) => {
      now += milliseconds
    },
    corrupt: async (sequence) => {
      tables.log.set(sequence, { ...tables.log.get(sequence)!, headers: '{' })
    },
    cleanup: async () => {},
  }
}
