import { databaseFailure, type DatabaseFailure } from './database-failure.ts'
import { CommitOutcomeUnknownError } from './errors/commit-outcome-unknown-error.ts'
import { DatabaseBusyError } from './errors/database-busy-error.ts'
import type { SqlDialect } from './sql-executor.ts'

/**
 * What a failed COMMIT means, for adapters: `CommitOutcomeUnknownError` unless it is certain that
 * the transaction was rolled back; `DatabaseBusyError` where SQLite was busy; else the error itself.
 */
export function commitFailure(
  error: unknown,
  { dialect, provider }: { readonly dialect: SqlDialect; readonly provider: string },
): unknown {
  const failure = databaseFailure(error)
  if (dialect === 'sqlite') {
    if (failure.kind === 'busy')
      return new DatabaseBusyError({ provider, during: 'commit', cause: error })
    if (!failedOnDisk.test(failure.code ?? '')) return error
  } else if (wasRolledBackByPostgres(failure)) {
    return error
  }
  return new CommitOutcomeUnknownError({ provider, cause: error })
}

/** The disk failed while the commit was being written: only the next start will tell. */
const failedOnDisk = /^SQLITE_(FULL|IOERR|CORRUPT|NOTADB|CANTOPEN|PROTOCOL)/

/**
 * PostgreSQL says ERROR when it rolled back and goes on, FATAL or PANIC when it ended the
 * connection, and nothing at all when the network did.
 */
function wasRolledBackByPostgres({ code, reported, severity }: DatabaseFailure): boolean {
  // Prisma: the transaction had ended before, so that no COMMIT was sent.
  if (code === 'P2028') return true
  // A code alone proves nothing: Node's `EPIPE` looks like an SQLSTATE.
  if (!reported || code === undefined) return false
  // Connection exceptions, shutdowns, "statement completion unknown".
  if (/^(08|57P0|40003)/.test(code)) return false
  // A server that speaks another language translates the severity, but never the code: there only
  // what can't be anything else is certain (data, constraints, serialization, raised by a function).
  return severity === 'ERROR' || cantBeAnythingElse.test(code)
}

const cantBeAnythingElse = /^(22|23|40|44|P0)/
