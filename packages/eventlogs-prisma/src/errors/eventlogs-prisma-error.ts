const marker = Symbol.for('eventlogs-prisma.EventLogsPrismaError')

/** What every error of this package is made from. */
export interface EventLogsPrismaErrorOptions {
  readonly code: string
  readonly message: string
  readonly cause?: unknown
}

/**
 * The base of the errors that only this package has. Tell them apart by `code` or by each class's
 * `isInstance`, which also recognises errors that another copy of this package threw.
 */
export class EventLogsPrismaError extends Error {
  /** Stable across releases. */
  readonly code: string

  constructor({ code, message, cause }: EventLogsPrismaErrorOptions) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = new.target.name
    this.code = code
    Object.defineProperty(this, marker, { value: true })
  }

  /** Whether `error` is one of this package's errors. */
  static isInstance(error: unknown): error is EventLogsPrismaError {
    return error instanceof Error && marker in error
  }
}

/** Whether `error` is one of this package's errors with this code, from whichever copy of it. */
export function hasCode(error: unknown, code: string): boolean {
  return EventLogsPrismaError.isInstance(error) && error.code === code
}
