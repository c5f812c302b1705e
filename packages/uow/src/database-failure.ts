/**
 * What a database's error means for whoever meets it.
 *
 * - `conflict`: a serialization failure or a deadlock. The database rolled back; the same work, done
 *   again, may succeed.
 * - `busy`: a lock or a connection could not be had in time.
 * - `connection`: the database can't be reached, or the connection broke.
 * - `timeout`: the statement or the transaction took longer than it may.
 * - `constraint`: a constraint refuses the data. Done again, it fails again.
 * - `aborted`: an earlier statement had failed, and PostgreSQL ignores all that follow (25P02).
 * - `missing`: a table, a schema or a function is not there.
 * - `unknown`: whether the transaction was committed is not known (`CommitOutcomeUnknownError`).
 * - `other`: anything else.
 */
export type DatabaseFailureKind =
  | 'conflict'
  | 'busy'
  | 'connection'
  | 'timeout'
  | 'constraint'
  | 'aborted'
  | 'missing'
  | 'unknown'
  | 'other'

/** An error of a database, whichever client it came through. */
export interface DatabaseFailure {
  /** What it means. */
  readonly kind: DatabaseFailureKind
  /**
   * Whether the whole unit of work can be done again with a chance to succeed: a conflict, a
   * database that was busy, a connection that broke before the commit. Never when it may have been
   * committed already.
   */
  readonly retryable: boolean
  /**
   * The database's or the driver's own code, for example `40001`, `SQLITE_BUSY` or `ECONNRESET`; a
   * client's, for example `P2028`, where there is no other.
   */
  readonly code: string | undefined
  /** Whether the database reported it, rather than a driver that lost the database. */
  readonly reported: boolean
  /** What a PostgreSQL server calls the severity, where the client tells. */
  readonly severity: string | undefined
}

/**
 * Classifies what a client threw. Drivers put their code into `code` (pg, better-sqlite3); Prisma
 * wraps theirs: as `meta.driverAdapterError.cause` of a `P2010` or `P2034`, as the `cause` of a bare
 * adapter error, or not at all. Errors that wrap others by `cause` are looked through.
 *
 * ```ts
 * await uow.run(work).catch((error) => {
 *   if (!databaseFailure(error).retryable) throw error
 *   return uow.run(work)
 * })
 * ```
 */
export function databaseFailure(error: unknown): DatabaseFailure {
  const signs: Signs = { codes: [], messages: [], reported: false, severity: undefined }
  collect(error, signs, 0)
  const kind = kindOf(signs)
  return {
    kind,
    retryable: retryable.has(kind),
    code: signs.codes.find((code) => !isClientsOwn(code)) ?? signs.codes[0],
    reported: signs.reported,
    severity: signs.severity,
  }
}

interface Signs {
  /** Outermost first. */
  readonly codes: string[]
  readonly messages: string[]
  reported: boolean
  severity: string | undefined
}

const retryable: ReadonlySet<DatabaseFailureKind> = new Set(['conflict', 'busy', 'connection'])

/** How deep errors are nested in each other at most. */
const deepest = 8

function collect(value: unknown, signs: Signs, depth: number): void {
  if (typeof value !== 'object' || value === null || depth === deepest) return
  const { code, originalCode, kind, severity, message, ...inner } = properties(value)
  for (const found of [code, originalCode, kind])
    if (typeof found === 'string') signs.codes.push(found)
  if (typeof message === 'string') signs.messages.push(message)
  if (typeof severity === 'string') signs.severity ??= severity
  // pg has a severity, and Prisma an original code, only for what a server said.
  if (typeof severity === 'string' || typeof originalCode === 'string') signs.reported = true
  collect(inner.driverAdapterError, signs, depth + 1)
  collect(inner.meta, signs, depth + 1)
  collect(inner.cause, signs, depth + 1)
}

interface Properties {
  readonly code: unknown
  readonly originalCode: unknown
  readonly kind: unknown
  readonly severity: unknown
  readonly message: unknown
  readonly driverAdapterError: unknown
  readonly meta: unknown
  readonly cause: unknown
}

function properties(value: object): Properties {
  const { code, originalCode, kind, severity, message, driverAdapterError, meta, cause } =
    value as Properties
  return { code, originalCode, kind, severity, message, driverAdapterError, meta, cause }
}

/** Codes that only say that the client has wrapped something, and names that are no codes. */
function isClientsOwn(code: string): boolean {
  return /^(P\d{4}|UOW_\w+|[A-Z]?[a-z]\w*)$/.test(code)
}

type Rule = readonly [kind: DatabaseFailureKind, pattern: RegExp]

/**
 * In this order: what a database says itself comes before what a client made of it. Sources: the
 * appendix of error codes in PostgreSQL's manual, SQLite's result codes, Prisma's error reference
 * and the kinds of its driver adapters.
 */
const codeRules: readonly Rule[] = [
  ['unknown', /^(UOW_COMMIT_OUTCOME_UNKNOWN|40003)$/],
  ['aborted', /^25P02$/],
  ['constraint', /^(23\w{3}|40002|SQLITE_CONSTRAINT(_\w+)?)$/],
  ['conflict', /^(40001|40P01)$/],
  ['busy', /^(55P03|53300|SQLITE_(BUSY|LOCKED)(_\w+)?)$/],
  ['timeout', /^(57014|25P03|25P04)$/],
  ['connection', /^(08\w{3}|57P0\d)$/],
  ['missing', /^(42P01|3F000|42883)$/],
  ['connection', /^(ECONN\w+|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/],
  ['conflict', /^(P2034|TransactionWriteConflict)$/],
  ['connection', /^(P1001|P1002|P1017|ConnectionClosed|DatabaseNotReachable)$/],
  // SQLite's busy has a code of its own: without one it was the network.
  ['connection', /^(P1008|SocketTimeout)$/],
  ['busy', /^(P2024|P2037|TooManyConnections|UOW_DATABASE_BUSY)$/],
  ['constraint', /^(P2002|P2003|P2004|P2011|P2014)$/],
  ['missing', /^(P2021|TableDoesNotExist)$/],
  ['timeout', /^UOW_TIMEOUT$/],
]

/** For what has no code of its own. */
const messageRules: readonly Rule[] = [
  ['busy', /unable to start a transaction in the given time/i],
  ['timeout', /expired transaction|query read timeout/i],
  ['missing', /no such table/i],
  ['busy', /timeout exceeded when trying to connect/i],
  ['connection', /connection terminated|connection error and is not queryable/i],
]

function kindOf({ codes, messages }: Signs): DatabaseFailureKind {
  return firstMatch(codeRules, codes) ?? firstMatch(messageRules, messages) ?? 'other'
}

function firstMatch(
  rules: readonly Rule[],
  texts: readonly string[],
): DatabaseFailureKind | undefined {
  return rules.find(([, pattern]) => texts.some((text) => pattern.test(text)))?.[0]
}
