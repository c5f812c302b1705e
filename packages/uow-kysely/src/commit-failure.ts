import { CommitOutcomeUnknownError, DatabaseBusyError, type SqlDialect } from 'uow'
import { codeOf, severityOf } from './error-code.ts'
import { provider } from './provider.ts'

/**
 * What a failed COMMIT means: `CommitOutcomeUnknownError` unless it is certain that the transaction
 * was rolled back.
 */
export function commitFailure(dialect: SqlDialect, error: unknown): unknown {
  if (dialect === 'postgres') return wasRolledBackByPostgres(error) ? error : unknownOutcome(error)

  const code = codeOf(error) ?? ''
  if (code.startsWith('SQLITE_BUSY'))
    return new DatabaseBusyError({ provider, during: 'commit', cause: error })
  // The disk failed while the commit was being written: only the next start will tell.
  return /^SQLITE_(FULL|IOERR|CORRUPT|NOTADB|CANTOPEN|PROTOCOL)/.test(code)
    ? unknownOutcome(error)
    : error
}

/**
 * PostgreSQL says ERROR when it rolled back and goes on, FATAL or PANIC when it ended the
 * connection, and nothing at all when the network did.
 */
function wasRolledBackByPostgres(error: unknown): boolean {
  const severity = severityOf(error)
  const code = codeOf(error)
  // A code alone proves nothing: Node's `EPIPE` looks like an SQLSTATE.
  if (severity === undefined || code === undefined) return false
  // Connection exceptions, shutdowns, "statement completion unknown".
  if (/^(08|57P0|40003)/.test(code)) return false
  // A server that speaks another language translates the severity, but never the code: there only
  // what can't be anything else is certain (data, constraints, serialization, raised by a function).
  return severity === 'ERROR' || /^(22|23|40|44|P0)/.test(code)
}

function unknownOutcome(cause: unknown): CommitOutcomeUnknownError {
  return new CommitOutcomeUnknownError({ provider, cause })
}
