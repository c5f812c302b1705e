import {
  DifferentDatabasesError,
  type EventLogDescription,
  type EventLogOpenOptions,
  EventLogOwnedByAnotherApplicationError,
  EventLogUnavailableError,
  EventLogVersionError,
  SecondConnectionError,
} from 'integration-events'
import { databaseFailure, type SqlDatabase, UnitOfWorkError } from 'uow'
import type { Inspection, LogInspector } from './dialect-log.ts'
import { SqlEventLogError } from './errors/sql-event-log-error.ts'
import { schemaVersion } from './migrations/migrations.ts'

/** What opening a log is about. */
export interface OpenContext extends EventLogOpenOptions {
  readonly eventLog: string
  /** The log's own route to the database; the unit of work's, if it has none. */
  readonly database: SqlDatabase
  readonly inspector: LogInspector
  /** How this log is migrated, as a sentence. */
  readonly remedy: string
  /** The error for tables that are missing, on the log's own route. */
  tablesMissing(cause: unknown): unknown
  /** What is known of the log if it was open before. */
  readonly before: string | undefined
}

/** Checks at start that the log can keep its promises; see `EventLog.open`. */
export async function openLog(context: OpenContext): Promise<EventLogDescription> {
  const own = await inspectOwnRoute(context)
  const ofUnitOfWork = await inspectUnitOfWork(context, own)
  if (context.before !== undefined && context.before !== own.logId) {
    throw differentDatabases(context, 'The log was open on another database before.')
  }
  if (own.schemaVersion !== schemaVersion) {
    throw new EventLogVersionError({
      eventLog: context.eventLog,
      found: own.schemaVersion,
      expected: schemaVersion,
      remedy: context.remedy,
    })
  }
  await takeOwnership(context, own)
  return { id: own.logId, warnings: ofUnitOfWork.warnings }
}

async function inspectOwnRoute(context: OpenContext): Promise<Inspection> {
  try {
    return await context.inspector.inspect(context.database)
  } catch (error) {
    throw isMissing(error) ? context.tablesMissing(error) : unavailable(context, error)
  }
}

/** Where business transactions go: that is where commits must be durable, and the events land. */
async function inspectUnitOfWork(context: OpenContext, own: Inspection): Promise<Inspection> {
  const { database, inspector, unitOfWork } = context
  if (unitOfWork.sql.client === database.client) return own
  let found: Inspection
  try {
    found = await inspector.inspect(unitOfWork.sql)
  } catch (error) {
    if (!isMissing(error)) throw unavailable(context, error)
    const detail = "The event log's tables exist on its own connection only."
    throw differentDatabases(context, detail, error)
  }
  if (found.fingerprint !== own.fingerprint) {
    const detail =
      found.logId === own.logId
        ? 'One of the two databases is a copy of the other.'
        : `They found the logs ${found.logId} and ${own.logId}.`
    throw differentDatabases(context, detail)
  }
  if (unitOfWork.sql.dialect === 'sqlite') {
    const { eventLog } = context
    throw new SecondConnectionError({ eventLog, unitOfWork: unitOfWork.provider })
  }
  return found
}

async function takeOwnership(context: OpenContext, { source }: Inspection): Promise<void> {
  const { database, eventLog, inspector } = context
  let owner = source
  try {
    owner ??= await inspector.takeOwnership(database, context.source)
  } catch (error) {
    throw unavailable(context, error)
  }
  if (owner !== null && owner !== context.source) {
    throw new EventLogOwnedByAnotherApplicationError({ eventLog, owner, source: context.source })
  }
}

function differentDatabases(context: OpenContext, detail: string, cause?: unknown): Error {
  const { eventLog, unitOfWork } = context
  return new DifferentDatabasesError({
    eventLog,
    unitOfWork: unitOfWork.provider,
    detail,
    cause,
  })
}

/** What already says what to do stays as it is. */
function unavailable({ eventLog }: OpenContext, cause: unknown): unknown {
  if (SqlEventLogError.isInstance(cause) || UnitOfWorkError.isInstance(cause)) return cause
  return new EventLogUnavailableError({ eventLog, cause })
}

function isMissing(error: unknown): boolean {
  return databaseFailure(error).kind === 'missing'
}
