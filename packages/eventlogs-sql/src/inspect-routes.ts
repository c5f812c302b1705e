import {
  DifferentDatabasesError,
  EventLogVersionError,
  SecondConnectionError,
} from 'integration-events'
import { databaseFailure, type SqlDatabase, type UnitOfWork, UnitOfWorkError } from 'uow'
import type { Inspection, LogInspector } from './dialect-log.ts'
import { SqlEventLogError } from './errors/sql-event-log-error.ts'
import { schemaVersion } from './migrations/migrations.ts'

/** What is opened, and the two ways to its tables. */
export interface RoutesContext {
  /** Names the log or the inbox in errors. */
  readonly name: string
  readonly store: 'event log' | 'inbox'
  readonly unitOfWork: UnitOfWork
  /** Its own route to the database; the unit of work's, if it has none. */
  readonly database: SqlDatabase
  readonly inspector: LogInspector
  /** How the tables are migrated, as a sentence. */
  readonly remedy: string
  /** The error for tables that are missing, on its own route. */
  tablesMissing(cause: unknown): unknown
  /** The error for a database that can't be reached. */
  unavailable(cause: unknown): unknown
  /** The identity of the tables, if it was open before. */
  readonly before: string | undefined
}

/** What either route says. */
export interface Routes {
  readonly own: Inspection
  readonly ofUnitOfWork: Inspection
}

/** Checks that both routes lead to the same tables, and that these have the expected version. */
export async function inspectRoutes(context: RoutesContext): Promise<Routes> {
  const own = await inspectOwnRoute(context)
  const ofUnitOfWork = await inspectUnitOfWork(context, own)
  if (context.before !== undefined && context.before !== own.logId) {
    const what = context.store === 'inbox' ? 'inbox' : 'log'
    throw differentDatabases(context, `The ${what} was open on another database before.`)
  }
  if (own.schemaVersion !== schemaVersion) {
    throw new EventLogVersionError({
      eventLog: context.name,
      found: own.schemaVersion,
      expected: schemaVersion,
      remedy: context.remedy,
    })
  }
  return { own, ofUnitOfWork }
}

/** What already says what to do stays as it is. */
export function unavailable(context: RoutesContext, cause: unknown): unknown {
  if (SqlEventLogError.isInstance(cause) || UnitOfWorkError.isInstance(cause)) return cause
  return context.unavailable(cause)
}

/** The error for something that could not be found or asked, on the store's own route. */
export function ownRouteFailure(context: RoutesContext, error: unknown): unknown {
  return isMissing(error) ? context.tablesMissing(error) : unavailable(context, error)
}

async function inspectOwnRoute(context: RoutesContext): Promise<Inspection> {
  try {
    return await context.inspector.inspect(context.database)
  } catch (error) {
    throw ownRouteFailure(context, error)
  }
}

/** Where business transactions go: that is where commits must be durable, and the rows land. */
async function inspectUnitOfWork(context: RoutesContext, own: Inspection): Promise<Inspection> {
  const { database, inspector, name, store, unitOfWork } = context
  if (unitOfWork.sql.client === database.client) return own
  let found: Inspection
  try {
    found = await inspector.inspect(unitOfWork.sql)
  } catch (error) {
    if (!isMissing(error)) throw unavailable(context, error)
    const detail = `The ${store}'s tables exist on its own connection only.`
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
    throw new SecondConnectionError({ eventLog: name, store, unitOfWork: unitOfWork.provider })
  }
  return found
}

function differentDatabases(context: RoutesContext, detail: string, cause?: unknown): Error {
  const { name, store, unitOfWork } = context
  return new DifferentDatabasesError({
    eventLog: name,
    store,
    unitOfWork: unitOfWork.provider,
    detail,
    cause,
  })
}

function isMissing(error: unknown): boolean {
  return databaseFailure(error).kind === 'missing'
}
