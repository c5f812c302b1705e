import {
  CommitOutcomeUnknownError,
  type DriverFrame,
  type DriverSavepoint,
  type DriverTransaction,
  type FrameGuard,
  type SqlDatabase,
  type SqlExecutor,
  TransactionAbortedError,
  TransactionEndedError,
  type TransactionDriver,
} from 'uow'

/** The transaction client of the test database: it can insert a name, and nothing else. */
export interface MemoryClient {
  readonly insert: (name: string) => Promise<void>
}

/**
 * The smallest thing that has transactions: a list of names, and a list per open transaction. It is
 * there to be broken, so that the contract suite can be seen to notice.
 */
export class MemoryDatabase implements TransactionDriver<MemoryClient> {
  readonly provider = 'memory'
  readonly names: string[] = []
  readonly database: SqlDatabase
  /** The next commit loses its connection, before or after it took effect. */
  cutNextCommit: 'server' | 'nobody' | undefined

  constructor() {
    this.database = {
      ...sqlOver(this.names, this.names),
      client: this,
      transaction: (work) => this.#transaction(work),
    }
  }

  async begin(_options: object, guard: FrameGuard): Promise<DriverTransaction<MemoryClient>> {
    return new MemoryTransaction(this, guard)
  }

  async #transaction<T>(work: (sql: SqlExecutor) => Promise<T>): Promise<T> {
    let ended = false
    const transaction = new MemoryTransaction(this, {
      assertUsable() {
        if (ended) throw new TransactionEndedError({ state: 'rolledBack' })
      },
    })
    const result = await work(guarded(transaction.sql, transaction.guard)).finally(() => {
      ended = true
    })
    await transaction.commit()
    return result
  }
}

class MemoryTransaction implements DriverTransaction<MemoryClient> {
  readonly guard: FrameGuard
  readonly native: MemoryClient
  readonly sql: SqlExecutor
  readonly #database: MemoryDatabase
  readonly #written: string[] = []
  #failure: unknown

  constructor(database: MemoryDatabase, guard: FrameGuard) {
    this.#database = database
    this.guard = guard
    const { native, sql } = this.#frame(guard)
    this.native = native
    this.sql = sql
  }

  async savepoint(guard: FrameGuard): Promise<DriverSavepoint<MemoryClient>> {
    this.#assertNotAborted()
    const length = this.#written.length
    return {
      ...this.#frame(guard),
      savepoint: (inner) => this.savepoint(inner),
      release: async () => this.#assertNotAborted(),
      rollback: async () => {
        this.#written.length = length
        this.#failure = undefined
      },
    }
  }

  async commit(): Promise<void> {
    this.#assertNotAborted()
    const cut = this.#database.cutNextCommit
    this.#database.cutNextCommit = undefined
    if (cut !== 'nobody') this.#database.names.push(...this.#written)
    if (cut !== undefined) throw new CommitOutcomeUnknownError({ provider: 'memory' })
  }

  async rollback(): Promise<void> {}

  #frame(guard: FrameGuard): Pick<DriverFrame<MemoryClient>, 'native' | 'sql'> {
    const sql = sqlOver(this.#database.names, this.#written)
    const remember = async <T>(statement: () => Promise<T>): Promise<T> => {
      this.#assertNotAborted()
      try {
        return await statement()
      } catch (error) {
        this.#failure = error
        throw error
      }
    }
    return {
      native: {
        insert: async (name) => {
          guard.assertUsable()
          await sql.execute('insert', [name])
        },
      },
      sql: {
        dialect: sql.dialect,
        query: (text, parameters) => remember(() => sql.query(text, parameters)),
        execute: (text, parameters) => remember(() => sql.execute(text, parameters)),
      },
    }
  }

  #assertNotAborted(): void {
    if (this.#failure !== undefined)
      throw new TransactionAbortedError({ provider: 'memory', cause: this.#failure })
  }
}

/** Understands `insert` with a name, `touch`, `select`; and nothing else. */
function sqlOver(committed: readonly string[], written: string[]): SqlExecutor {
  const all = (): string[] => (committed === written ? [...committed] : [...committed, ...written])
  return {
    dialect: 'postgres',
    async query<Row extends object>(text: string): Promise<Row[]> {
      if (text !== 'select') throw new Error(`the database knows no ${text}`)
      return all().map((name) => ({ name })) as object[] as Row[]
    },
    async execute(text, parameters) {
      if (text === 'touch') return all().length
      if (text !== 'insert') throw new Error(`the database knows no ${text}`)
      written.push(String(parameters[0]))
      return 1
    },
  }
}

function guarded(sql: SqlExecutor, guard: FrameGuard): SqlExecutor {
  return {
    dialect: sql.dialect,
    async query(text, parameters) {
      guard.assertUsable()
      return sql.query(text, parameters)
    },
    async execute(text, parameters) {
      guard.assertUsable()
      return sql.execute(text, parameters)
    },
  }
}
