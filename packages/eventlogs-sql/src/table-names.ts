import { EventLogOptionError } from './errors/event-log-option-error.ts'

/** Where the event log's tables stand. */
export interface TableOptions {
  /**
   * The schema that holds the tables, on PostgreSQL; the migration creates it. SQLite has none.
   * Default: the connection's own (`search_path`).
   */
  readonly schema?: string
  /**
   * What each table's name begins with. Two event logs in one schema need two prefixes. Default
   * `integration_event_`.
   */
  readonly tablePrefix?: string
}

/** The tables' names, quoted and with their schema, ready to stand in SQL text. */
export interface TableNames {
  /** Without quotes, or null. */
  readonly schema: string | null
  /** As the option has it, without quotes. */
  readonly tablePrefix: string
  /** Every event that is kept; one that stands in no other table is published. */
  readonly log: string
  /** What is pending, or in progress while its session lives. */
  readonly queue: string
  /** What waits for a retry or a date. */
  readonly waiting: string
  /** What is no longer tried. */
  readonly exhausted: string
  /** What was cancelled, skipped or discarded, with the reason. */
  readonly closed: string
  /** The leases of the processes that deliver. */
  readonly session: string
  /** The log's id, its version, and the application that owns it. */
  readonly meta: string
  /** Which consumer has handled which event, or tries to. */
  readonly inbox: string
  /** The view that shows every event with its state. */
  readonly state: string
  /** PostgreSQL's sequence behind the log's `seq`. */
  readonly sequence: string
  /** PostgreSQL's function that appends one event. */
  readonly append: string
  /** PostgreSQL's function that records a delivery. */
  readonly inboxRecord: string
  /** PostgreSQL's function that counts an attempt at a delivery. */
  readonly inboxAttempt: string
  /** An index's name: those take no schema where they are created. */
  readonly index: (name: string) => string
}

/** The default of the option `tablePrefix`. */
export const defaultTablePrefix = 'integration_event_'

const identifier = /^[a-z_][a-z0-9_]*$/i
/** PostgreSQL cuts longer names off, silently; some index names are this much longer. */
const longestName = 63
const longestSuffix = 'exhausted_exhausted_at'.length

/**
 * The names that follow from the options.
 *
 * @throws EventLogOptionError when one can't be a part of a name.
 */
export function tableNames({
  schema,
  tablePrefix = defaultTablePrefix,
}: TableOptions = {}): TableNames {
  const allowed = 'letters, digits and underscores, not beginning with a digit,'
  if (schema !== undefined && !isIdentifier(schema, longestName)) {
    throw new EventLogOptionError({
      option: 'schema',
      received: schema,
      allowed: `${allowed} of ${longestName} characters at most`,
    })
  }
  const longestPrefix = longestName - longestSuffix
  if (tablePrefix !== '' && !isIdentifier(tablePrefix, longestPrefix)) {
    throw new EventLogOptionError({
      option: 'tablePrefix',
      received: tablePrefix,
      allowed: `empty, or ${allowed} of ${longestPrefix} characters at most`,
    })
  }
  const index = (name: string): string => `"${tablePrefix}${name}"`
  const table = (name: string): string =>
    schema === undefined ? index(name) : `"${schema}".${index(name)}`
  return {
    schema: schema ?? null,
    tablePrefix,
    log: table('log'),
    queue: table('queue'),
    waiting: table('waiting'),
    exhausted: table('exhausted'),
    closed: table('closed'),
    session: table('session'),
    meta: table('meta'),
    inbox: table('inbox'),
    state: table('state'),
    sequence: table('log_sequence'),
    append: table('append'),
    inboxRecord: table('inbox_record'),
    inboxAttempt: table('inbox_attempt'),
    index,
  }
}

function isIdentifier(value: unknown, longest: number): boolean {
  return typeof value === 'string' && value.length <= longest && identifier.test(value)
}
