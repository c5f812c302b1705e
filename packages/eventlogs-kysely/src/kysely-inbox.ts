import { sqlInbox, type TableOptions } from 'eventlogs-sql'
import type { Inbox } from 'integration-events'
import type { Kysely } from 'kysely'
import type { SqlDialect } from 'uow'
import { dialectOf } from './dialect-of.ts'
import { kyselyDatabase } from './kysely-database.ts'
import { remedy } from './remedy.ts'

/** Options of `kyselyInbox`. */
export interface KyselyInboxOptions extends TableOptions {
  /** The SQL that the database speaks. Default: told from Kysely's adapter. */
  readonly dialect?: SqlDialect
}

/**
 * The inbox on the user's own Kysely client: which consumer has handled which event, written by the
 * unit of work's transaction, whatever client that is of. Attempts are counted, and old records
 * deleted, through `db`.
 *
 * ```ts
 * const inbox = kyselyInbox(db)
 * ```
 *
 * Its table stands beside the event log's, and `migrateEventLog(db)` makes it. On SQLite, which has one
 * writer, `db` must be the unit of work's own client.
 *
 * @param db the client. Without it all goes through the unit of work.
 * @throws EventLogOptionError when an option has a value that it can't have.
 */
export function kyselyInbox<DB>(
  db?: Kysely<DB>,
  { dialect, ...tables }: KyselyInboxOptions = {},
): Inbox {
  const common = { ...tables, name: 'kysely', remedy }
  return db === undefined
    ? sqlInbox(common)
    : sqlInbox({ ...common, database: kyselyDatabase(db, dialectOf(db, dialect)) })
}
