import { DifferentDatabasesError } from 'integration-events'
import { databaseFailure, type SqlDatabase, type SqlDialect } from 'uow'
import { assertSchemaOn } from './schema-option.ts'
import type { TableNames } from './table-names.ts'

/** A store in SQL, which speaks the dialect of whichever database it is used with. */
export interface StoreDialectsOptions<Dialect> {
  /** Names the store in errors. */
  readonly name: string
  readonly store: 'event log' | 'inbox'
  readonly names: TableNames
  /** The database that the store was given; undefined: it works through the unit of work's. */
  readonly own: SqlDatabase | undefined
  readonly make: (dialect: SqlDialect, names: TableNames) => Dialect
  /** The error for tables that are missing. */
  readonly tablesMissing: (cause: unknown) => Error
}

/** What a store's statements are in each dialect, made once; and what their failures mean. */
export class StoreDialects<Dialect> {
  readonly #options: StoreDialectsOptions<Dialect>
  readonly #made = new Map<SqlDialect, Dialect>()

  /** @throws EventLogOptionError when the store's own database knows no schemas. */
  constructor(options: StoreDialectsOptions<Dialect>) {
    this.#options = options
    if (options.own !== undefined) assertSchemaOn(options.own.dialect, options.names)
  }

  /** @throws EventLogOptionError when the dialect knows no schemas. */
  in(dialect: SqlDialect): Dialect {
    const { make, names } = this.#options
    assertSchemaOn(dialect, names)
    const known = this.#made.get(dialect) ?? make(dialect, names)
    this.#made.set(dialect, known)
    return known
  }

  /** @throws DifferentDatabasesError when the store has a database of its own that speaks another one. */
  assertOwn(dialect: SqlDialect, unitOfWork: string): void {
    const { name: eventLog, own = { dialect }, store } = this.#options
    if (own.dialect === dialect) return
    const detail = `One is ${dialect}, the other ${own.dialect}.`
    throw new DifferentDatabasesError({ eventLog, store, unitOfWork, detail })
  }

  tablesMissing(cause: unknown): Error {
    return this.#options.tablesMissing(cause)
  }

  /** Runs statements; tables that are missing are named, and what to do about it. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      throw databaseFailure(error).kind === 'missing' ? this.tablesMissing(error) : error
    }
  }
}
