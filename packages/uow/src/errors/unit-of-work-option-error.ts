import { hasCode, UnitOfWorkError } from './unit-of-work-error.ts'

const code = 'UOW_OPTION'

/** An option has a value that it can't have, or stands where it can't stand. */
export class UnitOfWorkOptionError extends UnitOfWorkError {
  /** The option's name. */
  readonly option: string
  /** What was given. */
  readonly received: unknown

  constructor(options: {
    readonly option: string
    readonly received: unknown
    /** What is allowed, to end a sentence: `a whole number from 1`. */
    readonly allowed: string
  }) {
    super({
      code,
      message: `The option ${options.option} is ${shown(options.received)}, but must be ${options.allowed}.`,
    })
    this.option = options.option
    this.received = options.received
  }

  /** Whether `error` is a `UnitOfWorkOptionError`. */
  static override isInstance(error: unknown): error is UnitOfWorkOptionError {
    return hasCode(error, code)
  }
}

function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'function') return 'a function'
  if (typeof value !== 'object' || value === null) return String(value)
  return Array.isArray(value) ? 'an array' : 'an object'
}
