import { inMemoryUnitOfWork } from 'uow'
import type { EventLog } from '../../src/contracts/event-log.ts'
import { InMemoryAppends } from '../../src/in-memory/in-memory-append.ts'
import { TablesEventLog } from '../../src/in-memory/in-memory-event-log.ts'
import { InMemoryTables } from '../../src/in-memory/in-memory-tables.ts'
import type { EventLogContractOptions, EventLogHarness, RawRow } from '../../src/testing/index.ts'
import { replaceMethods } from './replace-methods.ts'

export const inMemoryContract: EventLogContractOptions = {
  createHarness: async () => inMemoryHarness(),
  concurrentTransactions: true,
  inDatabase: false,
}

/** What stands behind a log that is to be broken. */
export interface InMemoryInsides {
  readonly log: EventLog
  /** With everything that has committed by now. */
  readonly tables: InMemoryTables
}

/**
 * A log whose tables are read past it, and whose clock moves only by `advance`. `breakLog` replaces
 * methods of each replica.
 */
export function inMemoryHarness(
  breakLog: (insides: InMemoryInsides) => Partial<EventLog> = () => ({}),
): EventLogHarness {
  let now = 1_795_392_000_000
  const tables = new InMemoryTables(() => now)
  const appends = new InMemoryAppends(tables)
  const replica = (): EventLog => {
    const log = new TablesEventLog(tables, appends)
    const insides: InMemoryInsides = {
      log,
      get tables() {
        appends.arrive()
        return tables
      },
    }
    return replaceMethods(log, breakLog(insides))
  }
  const rowsOf = (table: ReadonlyMap<number, unknown>): RawRow[] => {
    appends.arrive()
    return [...table.keys()]
      .toSorted((left, right) => left - right)
      .map((sequence) => ({ sequence, id: tables.log.get(sequence)?.id ?? null }))
  }
  return {
    log: replica(),
    secondLog: replica(),
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
      appends.arrive()
      tables.log.set(sequence, { ...tables.log.get(sequence)!, headers: '{' })
    },
    cleanup: async () => {},
  }
}
