import { sqlEventLog, type TableOptions } from 'eventlogs-sql'
import type { EventLog } from 'integration-events'
import type { Kysely } from 'kysely'
import type { SqlDialect } from 'uow'
import { dialectOf } from './dialect-of.ts'
import { kyselyDatabase } from './kysely-database.ts'
import { remedy } from './remedy.ts'

/** Options of `kyselyEventLog`. */
export interface KyselyEventLogOptions extends TableOptions {
  /** The SQL that the database speaks. Default: told from Kysely's adapter. */
  readonly dialect?: SqlDialect
}

/**
 * The event log on the user's own Kysely client. Events are stored by the unit of work's
 * transaction, whatever client that is of; background work (claims, settlements, cleaning) goes
 * through `db`.
 *
 * ```ts
 * const bus = createIntegrationEventBus({
 *   unitOfWork: kyselyUnitOfWork(db),
 *   eventLog: kyselyEventLog(db),
 *   publisher,
 * })
 * ```
 *
 * On SQLite, which has one writer, `db` must be the unit of work's own client.
 *
 * @param db the client. Without it all goes through the unit of work.
 * @throws EventLogOptionError when an option has a value that it can't have.
 */
export function kyselyEventLog<DB>(
  db?: Kysely<DB>,
  { dialect, ...tables }: KyselyEventLogOptions = {},
): EventLog {
  const common = { ...tables, name: 'kysely', remedy }
  return db === undefined
    ? sqlEventLog(common)
    : sqlEventLog({ ...common, database: kyselyDatabase(db, dialectOf(db, dialect)) })
}
