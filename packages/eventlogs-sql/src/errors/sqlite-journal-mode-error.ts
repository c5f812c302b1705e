import { hasCode, SqlEventLogError } from './sql-event-log-error.ts'

const code = 'EVENT_LOG_SQLITE_JOURNAL_MODE'

/**
 * The SQLite file is not in WAL mode. With a rollback journal a reader can make a COMMIT fail, after
 * which some clients acknowledge writes that they then lose.
 */
export class SqliteJournalModeError extends SqlEventLogError {
  /** The mode that the file is in. */
  readonly journalMode: string

  constructor(options: { readonly journalMode: string }) {
    super({
      code,
      message:
        `The SQLite database is in journal mode '${options.journalMode}', in which a reader can ` +
        'make a commit fail. Switch it to WAL once, where you open it: `pragma journal_mode = wal`.',
    })
    this.journalMode = options.journalMode
  }

  /** Whether `error` is a `SqliteJournalModeError`. */
  static override isInstance(error: unknown): error is SqliteJournalModeError {
    return hasCode(error, code)
  }
}
