import {
  type EventLogDescription,
  type EventLogOpenOptions,
  EventLogOwnedByAnotherApplicationError,
  EventLogUnavailableError,
} from 'integration-events'
import type { Inspection } from './dialect-log.ts'
import { inspectRoutes, type RoutesContext, unavailable } from './inspect-routes.ts'

/** What opening a log is about. */
export interface OpenContext extends EventLogOpenOptions, RoutesContext {}

/** Checks at start that the log can keep its promises; see `EventLog.open`. */
export async function openLog(
  options: Omit<OpenContext, 'store' | 'unavailable'>,
): Promise<EventLogDescription> {
  const { name } = options
  const context: OpenContext = {
    ...options,
    store: 'event log',
    unavailable: (cause) => new EventLogUnavailableError({ eventLog: name, cause }),
  }
  const { own, ofUnitOfWork } = await inspectRoutes(context)
  await takeOwnership(context, own)
  return { id: own.logId, warnings: ofUnitOfWork.warnings }
}

async function takeOwnership(context: OpenContext, { source }: Inspection): Promise<void> {
  const { database, inspector, name } = context
  let owner = source
  try {
    owner ??= await inspector.takeOwnership(database, context.source)
  } catch (error) {
    throw unavailable(context, error)
  }
  if (owner !== null && owner !== context.source) {
    throw new EventLogOwnedByAnotherApplicationError({
      eventLog: name,
      owner,
      source: context.source,
    })
  }
}
