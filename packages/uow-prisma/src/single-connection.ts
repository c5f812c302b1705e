import { DatabaseBusyError, OuterClientInsideTransactionError } from 'uow'
import type { PrismaRawClient } from './prisma-client.ts'
import { prismaSql } from './prisma-sql.ts'
import { provider } from './provider.ts'

/** Whether the caller runs inside of a unit of work on the connection. */
type IsInside = () => boolean

const connections = new WeakMap<object, SingleConnection>()

/**
 * The one connection that a Prisma client has to a SQLite database. Units of work queue up for it
 * here and not in Prisma, whose queue gives up after `maxWait`, and is blocked for ever once a BEGIN
 * has failed.
 */
export class SingleConnection {
  readonly #client: PrismaRawClient
  readonly #checks: IsInside[] = []
  #last: Promise<void> = Promise.resolve()
  #lock: Promise<string | undefined> | undefined

  /** The same for all units of work over one client. */
  static of(client: PrismaRawClient): SingleConnection {
    const known = connections.get(client) ?? new SingleConnection(client)
    connections.set(client, known)
    return known
  }

  private constructor(client: PrismaRawClient) {
    this.#client = client
  }

  /** From now on, whoever is inside by this check is refused instead of waiting for itself. */
  refuse(isInside: IsInside): void {
    this.#checks.push(isInside)
  }

  /**
   * Resolves with the function that frees the connection, when it is the caller's turn.
   *
   * @param maxWait in milliseconds. Default: as long as it takes.
   * @throws OuterClientInsideTransactionError, DatabaseBusyError
   */
  async take(maxWait?: number): Promise<() => void> {
    if (this.#checks.some((isInside) => isInside()))
      throw new OuterClientInsideTransactionError({ provider })
    const before = this.#last
    const { promise, resolve: free } = Promise.withResolvers<void>()
    this.#last = promise
    if (await isLate(before, maxWait)) {
      void before.then(free)
      throw new DatabaseBusyError({ provider, during: 'begin' })
    }
    return free
  }

  /**
   * A statement that changes nothing and takes the write lock, if there is a table for it. To be
   * asked while the connection is the caller's.
   */
  async lockStatement(): Promise<string | undefined> {
    const lock = await (this.#lock ??= readLockStatement(this.#client))
    // A database without a table may get one.
    if (lock === undefined) this.#lock = undefined
    return lock
  }

  /** The table that the statement names is gone. */
  forgetLockStatement(): void {
    this.#lock = undefined
  }
}

async function isLate(turn: Promise<void>, maxWait: number | undefined): Promise<boolean> {
  if (maxWait === undefined) return turn.then(() => false)
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, maxWait, true)
  })
  return Promise.race([turn.then(() => false), late]).finally(() => clearTimeout(timer))
}

async function readLockStatement(client: PrismaRawClient): Promise<string | undefined> {
  const [table] = await prismaSql('sqlite', client).query<{ name: string }>(
    `select name from sqlite_schema
where type = 'table' and name not like 'sqlite\\_%' escape '\\' and sql not like 'create virtual%'
order by name limit 1`,
    [],
  )
  return table && `delete from "${table.name.replaceAll('"', '""')}" where false`
}
