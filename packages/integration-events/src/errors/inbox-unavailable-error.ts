import { IntegrationEventsError } from './integration-events-error.ts'

const code = 'INBOX_UNAVAILABLE'

/** The inbox could not be reached: the database is down, or refuses the connection. */
export class InboxUnavailableError extends IntegrationEventsError {
  /** The inbox's name, for example `kysely`. */
  readonly inbox: string

  constructor(options: { readonly inbox: string; readonly cause?: unknown }) {
    const reason = options.cause instanceof Error ? ` (${options.cause.message})` : ''
    super({
      ...options,
      code,
      message:
        `the inbox '${options.inbox}' could not be reached${reason}. ` +
        'No event was handled; check that the database is up: deliveries, or start(), try again.',
    })
    this.inbox = options.inbox
  }

  static override isInstance(error: unknown): error is InboxUnavailableError {
    return IntegrationEventsError.isInstance(error) && error.code === code
  }
}
