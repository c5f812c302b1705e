import { randomUUID } from 'node:crypto'
import type {
  AppendedEvent,
  ClaimRequest,
  EventLog,
  OutgoingEvent,
  Sequence,
  SessionId,
} from 'integration-events'
import type { SqlDatabase, SqlExecutor, Transaction, UnitOfWork } from 'uow'
import { migrationSql, type MigrationSqlOptions } from '../../src/index.ts'
import type { TestDatabase } from './databases.ts'

/** The lease of a session in milliseconds: long enough that none runs out by itself. */
export const lease = 600_000

export function outgoingEvent(given: Partial<OutgoingEvent> = {}): OutgoingEvent {
  return {
    id: randomUUID(),
    topic: 'orders.placed',
    type: 'orders.placed',
    source: 'shop',
    time: 1_795_392_000_000,
    key: null,
    headers: {},
    data: '{"total":1}',
    ...given,
  }
}

/** Appends in a transaction that is open. */
export async function append(
  log: EventLog,
  sql: SqlExecutor,
  events: readonly OutgoingEvent[],
  session: SessionId | null = null,
): Promise<readonly AppendedEvent[]> {
  const entries = events.map((event) => ({ event, owned: session !== null }))
  return await log.append({ sql } as Transaction, entries, session)
}

/** Appends so many events in a transaction of their own. */
export async function publish(
  log: EventLog,
  { database }: Pick<TestDatabase, 'database'>,
  count: number,
  given: Partial<OutgoingEvent> = {},
  session: SessionId | null = null,
): Promise<readonly Sequence[]> {
  const events = Array.from({ length: count }, () => outgoingEvent(given))
  const appended = await database.transaction((sql) => append(log, sql, events, session))
  return appended.map(({ sequence }) => sequence)
}

export async function openSession(log: EventLog, label = 'test'): Promise<SessionId> {
  return await log.openSession({ leaseDuration: lease, label })
}

/** What a claim hands out, as sequences. */
export async function claim(
  log: EventLog,
  session: SessionId,
  request: Partial<ClaimRequest> = {},
): Promise<readonly Sequence[]> {
  const { events } = await log.claim({ session, limit: 100, ...request })
  return events.map(({ sequence }) => sequence)
}

export async function settlePublished(
  log: EventLog,
  session: SessionId,
  sequences: readonly Sequence[],
): Promise<number> {
  const { lost } = await log.settle(
    session,
    sequences.map((sequence) => ({ sequence, outcome: 'published' })),
  )
  return lost
}

/** A unit of work as `open` needs it: its name and its route to the database. */
export function unitOfWorkOn(sql: SqlDatabase): UnitOfWork {
  return { provider: 'test', sql } as unknown as UnitOfWork
}

export async function migrate(
  { database }: Pick<TestDatabase, 'database'>,
  options: MigrationSqlOptions = {},
): Promise<void> {
  const script = migrationSql(database.dialect, options)
  await database.transaction(async (sql) => {
    // One statement at a time: a script's statements end with a semicolon at a line's end.
    for (const statement of script.split(/;\n+(?=--|create|insert|do|$)/))
      if (statement.trim() !== '') await sql.execute(statement, [])
  })
}
