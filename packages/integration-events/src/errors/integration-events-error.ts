const marker = Symbol.for('integration-events.error')

/** What every error of this package is made from. */
export interface IntegrationEventsErrorOptions {
  /** Stable across versions: compare this one, not the message. */
  readonly code: string
  /** What happened, and what to do. */
  readonly message: string
  /** What led to it, kept as `cause`. Default: none. */
  readonly cause?: unknown
}

/**
 * The base of every error that this package and its adapters throw.
 *
 * `isInstance` recognises errors of a second copy of the package too, where `instanceof` fails.
 */
export class IntegrationEventsError extends Error {
  /** Stable across versions: compare this one, not the message. */
  readonly code: string

  constructor(options: IntegrationEventsErrorOptions) {
    super(options.message, 'cause' in options ? { cause: options.cause } : undefined)
    this.name = new.target.name
    this.code = options.code
    Object.defineProperty(this, marker, { value: true })
  }

  /** Whether `error` is an error of this package, whichever copy of it was loaded. */
  static isInstance(error: unknown): error is IntegrationEventsError {
    return error instanceof Error && marker in error
  }
}
