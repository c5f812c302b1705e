const marker = Symbol.for('uow.UnitOfWorkError')

/** What every error of a unit of work is made from. */
export interface UnitOfWorkErrorOptions {
  /** Stable across releases. */
  readonly code: string
  /** What happened, and what to do. */
  readonly message: string
  /** What led to it, kept as `cause`. Default: none. */
  readonly cause?: unknown
}

/**
 * The base of all errors of units of work. Tell them apart by `code` or by each class's
 * `isInstance`, which also recognises errors that another copy of this package threw.
 */
export class UnitOfWorkError extends Error {
  /** Stable across releases. */
  readonly code: string

  constructor({ code, message, ...rest }: UnitOfWorkErrorOptions) {
    super(message, 'cause' in rest && rest.cause !== undefined ? { cause: rest.cause } : undefined)
    this.name = new.target.name
    this.code = code
    Object.defineProperty(this, marker, { value: true })
  }

  /** Whether `error` is one of a unit of work's errors. */
  static isInstance(error: unknown): error is UnitOfWorkError {
    return error instanceof Error && marker in error
  }
}

/** Whether `error` is a unit of work's error of this code, from whichever copy of the package. */
export function hasCode(error: unknown, code: string): boolean {
  return UnitOfWorkError.isInstance(error) && error.code === code
}
