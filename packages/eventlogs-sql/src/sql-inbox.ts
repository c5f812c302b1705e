import {
  type Inbox,
  type InboxDelivery,
  type InboxKey,
  type InboxRefusal,
  InboxTablesMissingError,
} from 'integration-events'
import type { SqlDatabase, Transaction, UnitOfWork } from 'uow'
import { defaultRemedy } from './default-remedy.ts'
import { EventLogNotOpenError } from './errors/event-log-not-open-error.ts'
import { StoreDialects } from './store-dialects.ts'
import { tableNames, type TableOptions } from './table-names.ts'
import type { DialectInbox } from './inbox/dialect-inbox.ts'
import { dialectInboxFor } from './dialect-inboxes.ts'
import { openInbox } from './open-inbox.ts'

/** Options of `sqlInbox`. */
export interface SqlInboxOptions extends TableOptions {
  /**
   * Where attempts are counted and old records deleted; records are written by the unit of work's own
   * transaction. On SQLite it must be the unit of work's own client. Default: through the unit of
   * work, which is known after `open`.
   */
  readonly database?: SqlDatabase
  /** Names the inbox in errors. Default `sql`. */
  readonly name?: string
  /** How its table is migrated, as a sentence for errors. */
  readonly remedy?: string
}

/**
 * The inbox in an SQL database, PostgreSQL or SQLite, over any client. Its table stands beside those of
 * the event log, and their migrations make it.
 *
 * ```ts
 * const inbox = sqlInbox({ schema: 'outbox' })
 * ```
 *
 * @throws EventLogOptionError when schema or prefix can't be a part of a name.
 */
export function sqlInbox(options: SqlInboxOptions = {}): Inbox {
  return new SqlInbox(options)
}

class SqlInbox implements Inbox {
  readonly name: string
  readonly #own: SqlDatabase | undefined
  readonly #remedy: string
  readonly #dialects: StoreDialects<DialectInbox>
  #database: SqlDatabase | undefined
  /** The identity of the tables that were opened. */
  #id: string | undefined

  constructor({ database, name = 'sql', remedy = defaultRemedy, ...tables }: SqlInboxOptions) {
    this.name = name
    this.#own = database
    this.#database = database
    this.#remedy = remedy
    const names = tableNames(tables)
    const missing = `the table ${names.inbox} or one that belongs to it`
    this.#dialects = new StoreDialects({
      name,
      store: 'inbox',
      names,
      own: database,
      make: dialectInboxFor,
      tablesMissing: (cause) =>
        new InboxTablesMissingError({ inbox: name, missing, remedy, cause }),
    })
  }

  async open({ unitOfWork }: { readonly unitOfWork: UnitOfWork }): Promise<void> {
    const database = this.#own ?? unitOfWork.sql
    this.#dialects.assertOwn(unitOfWork.sql.dialect, unitOfWork.provider)
    this.#id = await openInbox({
      name: this.name,
      unitOfWork,
      database,
      inbox: this.#dialects.in(database.dialect),
      remedy: this.#remedy,
      before: this.#id,
      tablesMissing: (cause) => this.#dialects.tablesMissing(cause),
    })
    // SQLite has one writer: there everything goes through the unit of work's queue for it.
    this.#database = database.dialect === 'sqlite' ? unitOfWork.sql : database
  }

  async record({ sql }: Transaction, delivery: InboxDelivery): Promise<'recorded' | InboxRefusal> {
    this.#dialects.assertOwn(sql.dialect, 'given')
    return await this.#dialects.run(() => this.#dialects.in(sql.dialect).record(sql, delivery))
  }

  beginAttempt(delivery: InboxDelivery): Promise<number | InboxRefusal> {
    return this.#run((inbox, database) => inbox.beginAttempt(database, delivery))
  }

  withdrawAttempt(key: InboxKey): Promise<void> {
    return this.#run((inbox, database) => inbox.withdrawAttempt(database, key))
  }

  forgetAttempts(key: InboxKey): Promise<void> {
    return this.#run((inbox, database) => inbox.forgetAttempts(database, key))
  }

  deleteExpired(options: {
    readonly limit: number
  }): Promise<{ readonly deleted: number; readonly more: boolean }> {
    return this.#run((inbox, database) => inbox.deleteExpired(database, options))
  }

  async #run<T>(work: (inbox: DialectInbox, database: SqlDatabase) => Promise<T>): Promise<T> {
    const database = this.#database
    if (database === undefined) throw new EventLogNotOpenError({ name: this.name, store: 'inbox' })
    return await this.#dialects.run(() => work(this.#dialects.in(database.dialect), database))
  }
}
