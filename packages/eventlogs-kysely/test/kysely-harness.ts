import type { TableOptions } from 'eventlogs-sql'
import type { EventLogHarness, InboxHarness } from 'integration-events/testing'
import { Kysely, PostgresDialect, SqliteDialect } from 'kysely'
import {
  createTestDatabase,
  sqlEventLogHarness,
  sqlInboxHarness,
  type TestDatabase,
} from 'testing-event-logs'
import type { SqlDialect } from 'uow'
import { kyselyUnitOfWork } from 'uow-kysely'
import { kyselyEventLog, kyselyInbox } from '../src/index.ts'

/** A throwaway database with a Kysely client over it. */
export interface KyselyTestDatabase extends TestDatabase {
  readonly db: Kysely<unknown>
}

export async function kyselyTestDatabase(dialect: SqlDialect): Promise<KyselyTestDatabase> {
  const database = await createTestDatabase(dialect)
  const db = new Kysely<unknown>({
    dialect:
      dialect === 'postgres'
        ? new PostgresDialect({ pool: database.pool() })
        : new SqliteDialect({ database: database.connection() }),
  })
  return { ...database, db }
}

export interface KyselyHarnessOptions {
  readonly dialect: SqlDialect
  readonly tables?: TableOptions
  /** Whether the log is given the client, or does everything through the unit of work. */
  readonly withClient: boolean
}

/** A log and a unit of work, both over one Kysely client, on a database of their own. */
export async function kyselyHarness(
  { dialect, tables = {}, withClient }: KyselyHarnessOptions,
  { migrated }: { readonly migrated: boolean },
): Promise<EventLogHarness> {
  const database = await kyselyTestDatabase(dialect)
  const { db } = database
  return await sqlEventLogHarness({
    database,
    migrated,
    newLog: () => kyselyEventLog(withClient ? db : undefined, tables),
    ownClient: withClient,
    tables,
    unitOfWork: kyselyUnitOfWork(db),
  })
}

/** Two inboxes and a unit of work for each, all over one Kysely client, on a database of their own. */
export async function kyselyInboxHarness(
  { dialect, tables = {}, withClient }: KyselyHarnessOptions,
  { migrated }: { readonly migrated: boolean },
): Promise<InboxHarness> {
  const database = await kyselyTestDatabase(dialect)
  const { db } = database
  const unitOfWork = kyselyUnitOfWork(db)
  return await sqlInboxHarness({
    database,
    migrated,
    newInbox: () => kyselyInbox(withClient ? db : undefined, tables),
    tables,
    unitOfWork,
    secondUnitOfWork: dialect === 'sqlite' ? unitOfWork : kyselyUnitOfWork(db),
  })
}
