import { hasCode, UnitOfWorkError } from './unit-of-work-error.ts'

const code = 'UOW_CONNECTION_SHARED'

/**
 * The connection was already inside a transaction that this unit of work had not begun: two clients
 * share one database connection, and nothing keeps their transactions apart.
 */
export class ConnectionSharedError extends UnitOfWorkError {
  constructor(options: { readonly provider: string; readonly cause?: unknown }) {
    super({
      code,
      message:
        `The connection is already inside a transaction that somebody else began ` +
        `(${options.provider}). Two clients over one connection see and undo each other's writes: ` +
        'create one client per connection and share that, and send no BEGIN by hand.',
      cause: options.cause,
    })
  }

  /** Whether `error` is a `ConnectionSharedError`. */
  static override isInstance(error: unknown): error is ConnectionSharedError {
    return hasCode(error, code)
  }
}
