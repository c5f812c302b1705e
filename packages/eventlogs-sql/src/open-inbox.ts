import { InboxUnavailableError } from 'integration-events'
import { inspectRoutes, ownRouteFailure, type RoutesContext } from './inspect-routes.ts'
import type { DialectInbox } from './inbox/dialect-inbox.ts'

/** What opening an inbox is about. */
export interface OpenInboxContext extends Omit<
  RoutesContext,
  'store' | 'inspector' | 'unavailable'
> {
  readonly inbox: DialectInbox
}

/**
 * Checks before the first delivery that the inbox can keep its promise; see `Inbox.open`. It takes no
 * ownership of the tables: a service may only take events.
 *
 * @returns the identity of the tables.
 */
export async function openInbox({ inbox, ...options }: OpenInboxContext): Promise<string> {
  const context: RoutesContext = {
    ...options,
    inspector: inbox.inspector,
    store: 'inbox',
    unavailable: (cause) => new InboxUnavailableError({ inbox: options.name, cause }),
  }
  const { own } = await inspectRoutes(context)
  try {
    await inbox.probe(context.database)
  } catch (error) {
    throw ownRouteFailure(context, error)
  }
  return own.logId
}
