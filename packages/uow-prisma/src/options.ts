import { type UnitOfWorkOptions, UnitOfWorkOptionError, validateUnitOfWorkOptions } from 'uow'

/** Options of one `run` or `begin`, with Prisma's names. */
export interface PrismaRunOptions {
  /**
   * Prisma's name of the isolation level, or SQL's. `ReadUncommitted` is `ReadCommitted` on
   * PostgreSQL. SQLite has `Serializable` only. Default: that of the client's `transactionOptions`,
   * else the database's.
   */
  readonly isolationLevel?:
    | UnitOfWorkOptions['isolationLevel']
    | 'ReadUncommitted'
    | 'ReadCommitted'
    | 'RepeatableRead'
    | 'Serializable'
  /**
   * Milliseconds after which an unfinished unit is rolled back. Default: none for `run`, 30,000 for
   * `begin`, whatever Prisma's own is (5,000, or that of the client's `transactionOptions`).
   */
  readonly timeout?: number
  /**
   * Milliseconds to wait for a connection. Default: Prisma's (2,000, or that of the client's
   * `transactionOptions`) on PostgreSQL; on SQLite, as long as it takes.
   */
  readonly maxWait?: number
}

/** The same, in the terms of every unit of work. */
export interface ResolvedOptions extends UnitOfWorkOptions {
  readonly maxWait?: number
}

const isolationLevels: Readonly<Record<string, UnitOfWorkOptions['isolationLevel']>> = {
  ReadUncommitted: 'read committed',
  ReadCommitted: 'read committed',
  RepeatableRead: 'repeatable read',
  Serializable: 'serializable',
}

/** The longest that a timer of Node waits; beyond it, it would fire at once. */
const longestWait = 2_147_483_647

/**
 * @throws UnitOfWorkOptionError when an option has a value that it can't have.
 */
export function resolveOptions(options: PrismaRunOptions = {}): ResolvedOptions {
  const { isolationLevel: level, maxWait, timeout } = options
  const resolved = {
    ...(level === undefined ? {} : { isolationLevel: isolationLevels[level] ?? (level as never) }),
    ...(timeout === undefined ? {} : { timeout }),
    ...(maxWait === undefined ? {} : { maxWait }),
  }
  validateUnitOfWorkOptions(resolved)
  const isWait = Number.isInteger(maxWait) && maxWait! >= 1 && maxWait! <= longestWait
  if (maxWait !== undefined && !isWait) {
    throw new UnitOfWorkOptionError({
      option: 'maxWait',
      received: maxWait,
      allowed: `a whole number of milliseconds from 1 to ${longestWait}`,
    })
  }
  return resolved
}
